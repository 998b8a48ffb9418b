package io.flotilla.platform.model;

import io.flotilla.platform.audit.Audit;
import io.flotilla.platform.database.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// What models cost and cost before. Versions are added, never changed: usage events name the one they were priced by.
@ApplicationScoped
class Prices {
    private final Audit audit;

    Prices(Audit audit) {
        this.audit = audit;
    }

    /// All versions of a model's price, the present one first.
    List<Price> of(Handle handle, TenantId tenant, UUID model) {
        return handle.createQuery(
                        """
                        select id as price_id, number, valid_from, currency, input_per_million,
                               cached_input_per_million, output_per_million, per_request
                          from model_price
                         where tenant_id = :tenant and model_id = :model
                         order by tenant_id, model_id, number desc
                        """)
                .bind("tenant", tenant)
                .bind("model", model)
                .map((row, context) -> Price.of(row))
                .list();
    }

    /// Makes this the price from now on; does nothing if it is already. The caller holds the model's row.
    void set(Handle handle, TenantId tenant, UUID model, PriceRequest.Checked price) {
        var versions = of(handle, tenant, model);
        if (!versions.isEmpty() && versions.getFirst().is(price)) return;
        var number = versions.isEmpty() ? 1 : versions.getFirst().version() + 1;
        handle.createUpdate(
                        """
                        insert into model_price (tenant_id, model_id, number, currency, input_per_million,
                                                 cached_input_per_million, output_per_million, per_request)
                        values (:tenant, :model, :number, :currency, :input, :cachedInput, :output, :request)
                        """)
                .bind("tenant", tenant)
                .bind("model", model)
                .bind("number", number)
                .bind("currency", price.currency())
                .bind("input", price.inputPerMillion().nano())
                .bind("cachedInput", price.cachedInputPerMillion().nano())
                .bind("output", price.outputPerMillion().nano())
                .bind("request", price.perRequest().nano())
                .execute();
        audit.record(
                handle,
                tenant,
                "price.changed",
                model.toString(),
                Map.of(
                        "version", Integer.toString(number),
                        "currency", price.currency(),
                        "inputPerMillion", price.inputPerMillion().text(),
                        "cachedInputPerMillion", price.cachedInputPerMillion().text(),
                        "outputPerMillion", price.outputPerMillion().text(),
                        "perRequest", price.perRequest().text()));
    }
}
