package io.flotilla.platform.model;

import io.flotilla.platform.audit.Audit;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.problem.Fault;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What models cost, cost before and will cost. Versions are added, never changed: usage events name the one they were
/// priced by. One begins now or later, never in the past, which is billed already.
@ApplicationScoped
class Prices {
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private final Audit audit;
    private final Clock clock;

    Prices(Audit audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /// All versions of a model's price, the newest first.
    List<Price> of(Handle handle, TenantId tenant, UUID model) {
        return handle.createQuery("""
                        select id as price_id, * from model_price
                        where tenant_id = :tenant and model_id = :model
                        order by tenant_id, model_id, number desc
                        """)
                .bind("tenant", tenant)
                .bind("model", model)
                .map((row, context) -> Price.of(row))
                .list();
    }

    /// Makes this the price from its beginning on; does nothing if it is already. The caller holds the model's row.
    void set(Handle handle, TenantId tenant, UUID model, String name, PriceRequest.Checked price) {
        var from = price.validFrom();
        if (from != null && from.isBefore(clock.instant().minus(CLOCKS_DIFFER))) {
            throw Fault.invalid("/price/validFrom", "in-the-past", "A price begins now or later: what was used is billed already.");
        }
        var before = at(handle, tenant, model, from);
        if (before.isPresent() && before.get().is(price)) return;
        var after = handle.createQuery("""
                        insert into model_price (tenant_id, model_id, number, valid_from, currency, input_per_million,
                                                 cached_input_per_million, output_per_million, reasoning_per_million,
                                                 per_image, per_audio_minute, per_request)
                        select :tenant, :model, coalesce(max(number), 0) + 1, coalesce(:from, now()), :currency, :input,
                               :cachedInput, :output, :reasoning, :image, :audio, :request
                          from model_price where tenant_id = :tenant and model_id = :model
                        returning id as price_id, *
                        """)
                .bind("tenant", tenant)
                .bind("model", model)
                .bind("from", from)
                .bind("currency", price.currency())
                .bind("input", price.inputPerMillion().nano())
                .bind("cachedInput", price.cachedInputPerMillion().nano())
                .bind("output", price.outputPerMillion().nano())
                .bind("reasoning", nano(price.reasoningPerMillion()))
                .bind("image", nano(price.perImage()))
                .bind("audio", nano(price.perAudioMinute()))
                .bind("request", price.perRequest().nano())
                .map((row, context) -> Price.of(row))
                .one();
        audit.changed(handle, tenant, "price.changed", name, before.orElse(null), after);
    }

    /// The price that holds at a moment; without one, now.
    private static Optional<Price> at(Handle handle, TenantId tenant, UUID model, @Nullable Instant moment) {
        return handle.createQuery("""
                        select id as price_id, * from model_price
                        where tenant_id = :tenant and model_id = :model and valid_from <= coalesce(:moment, now())
                        order by valid_from desc, number desc limit 1
                        """)
                .bind("tenant", tenant)
                .bind("model", model)
                .bind("moment", moment)
                .map((row, context) -> Price.of(row))
                .findOne();
    }

    private static @Nullable Long nano(@Nullable NanoAmount amount) {
        return amount == null ? null : amount.nano();
    }
}
