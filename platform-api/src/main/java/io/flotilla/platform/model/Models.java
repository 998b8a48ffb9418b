package io.flotilla.platform.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.flotilla.platform.access.Caller;
import io.flotilla.platform.audit.Audit;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.page.Page;
import io.flotilla.platform.page.PageRequest;
import io.flotilla.platform.problem.Fault;
import io.flotilla.platform.resource.Name;
import io.flotilla.platform.resource.Revision;
import io.flotilla.platform.resource.Written;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The models of a tenant, or of the platform. Who writes a model holds its row until the transaction ends, so that writers
/// take turns.
@ApplicationScoped
class Models {
    private final Database database;
    private final Catalogue catalogue;
    private final Prices prices;
    private final ModelUsers users;
    private final Audit audit;
    private final ObjectMapper json;

    Models(
            Database database,
            Catalogue catalogue,
            Prices prices,
            ModelUsers users,
            Audit audit,
            ObjectMapper json) {
        this.database = database;
        this.catalogue = catalogue;
        this.prices = prices;
        this.users = users;
        this.audit = audit;
        this.json = json;
    }

    /// A new model.
    ///
    /// @throws Fault.Conflict if there is one of that name
    Written<Model> create(Caller caller, ModelRequest.Checked request) {
        return database.inTenant(caller.tenant(), handle -> {
            var provider = provider(handle, caller.tenant(), request.provider());
            var row = hold(handle, caller.tenant(), provider, request);
            if (!row.archived()) {
                throw Fault.conflict("There is a model called '%s' already.".formatted(request.name()));
            }
            return write(handle, caller.tenant(), row, provider, request);
        });
    }

    /// The model as asked for, new or replaced.
    Written<Model> put(Caller caller, ModelRequest.Checked request, @Nullable String ifMatch) {
        return database.inTenant(caller.tenant(), handle -> {
            var provider = provider(handle, caller.tenant(), request.provider());
            var row = hold(handle, caller.tenant(), provider, request);
            if (row.archived()) Revision.matchNone(ifMatch);
            else row.revision().match(ifMatch);
            return write(handle, caller.tenant(), row, provider, request);
        });
    }

    Model byName(TenantId tenant, String name) {
        return database.inTenant(tenant, handle -> present(handle, tenant, name));
    }

    Page<Model> list(TenantId tenant, PageRequest page) {
        var after = page.after(Name::cursor).orElse("");
        var rows = database.inTenant(tenant, handle -> catalogue.after(handle, tenant, after, page.rows()));
        return Page.cut(rows, page, Model::name);
    }

    /// All prices the model ever had, and those to come, the newest first.
    List<Price> prices(TenantId tenant, String name) {
        return database.inTenant(tenant, handle -> {
            var model = present(handle, tenant, name);
            var owner = model.origin().equals("platform") ? Catalogue.PLATFORM : tenant;
            return prices.of(handle, owner, model.id());
        });
    }

    /// Takes a model that nothing live uses out of the catalogue. Its prices stay: the ledger names them.
    void archive(Caller caller, String name) {
        var tenant = caller.tenant();
        database.useTenant(tenant, handle -> {
            var row = locked(handle, tenant, name).filter(each -> !each.archived()).orElseThrow(Fault::notFound);
            users.userOfModel(handle, tenant, name).ifPresent(user -> {
                throw Fault.conflict("It is used by %s.".formatted(user));
            });
            var before = present(handle, tenant, name);
            handle.createUpdate("""
                            update model set archived_at = now(), updated_at = now(), revision = revision + 1
                            where tenant_id = :tenant and id = :id
                            """)
                    .bind("tenant", tenant)
                    .bind("id", row.id())
                    .execute();
            audit.changed(handle, tenant, "model.deleted", name, before, null);
        });
    }

    private Written<Model> write(
            Handle handle, TenantId tenant, Row row, UUID provider, ModelRequest.Checked request) {
        var before = row.archived() ? null : present(handle, tenant, request.name());
        handle.createUpdate("""
                        update model
                        set provider_id = :provider, upstream_name = :upstreamName, kind = :kind,
                            context_length = :contextLength, labels = :labels::jsonb, regions = :regions,
                            requests_per_minute = :requestsPerMinute, tokens_per_minute = :tokensPerMinute,
                            concurrency = :concurrency, stage = :stage, retires_at = :retiresAt, successor = :successor,
                            archived_at = null, updated_at = now(), revision = revision + 1
                        where tenant_id = :tenant and id = :id
                        """)
                .bind("provider", provider)
                .bind("upstreamName", request.upstreamName())
                .bind("kind", request.kind())
                .bind("contextLength", request.contextLength())
                .bind("labels", json.valueToTree(request.labels()).toString())
                .bindArray("regions", String.class, request.regions())
                .bind("requestsPerMinute", request.limits().requestsPerMinute())
                .bind("tokensPerMinute", request.limits().tokensPerMinute())
                .bind("concurrency", request.limits().concurrency())
                .bind("stage", request.lifeCycle().stage())
                .bind("retiresAt", request.lifeCycle().retiresAt())
                .bind("successor", request.lifeCycle().successor())
                .bind("tenant", tenant)
                .bind("id", row.id())
                .execute();
        refuseUnknownSuccessor(handle, tenant, request);
        var price = request.price();
        if (price != null) prices.set(handle, tenant, row.id(), request.name(), price);
        var after = present(handle, tenant, request.name());
        audit.changed(handle, tenant, "model.written", request.name(), before, after);
        return new Written<>(after, row.archived());
    }

    private void refuseUnknownSuccessor(Handle handle, TenantId tenant, ModelRequest.Checked request) {
        var successor = request.lifeCycle().successor();
        if (successor == null || catalogue.find(handle, tenant, successor).isPresent()) return;
        throw Fault.invalid(
                "/lifeCycle/successor", "unknown-model", "There is no model called '%s'.".formatted(successor));
    }

    private Model present(Handle handle, TenantId tenant, String name) {
        return catalogue.find(handle, tenant, name).orElseThrow(Fault::notFound);
    }

    /// The model's row, locked; made as an archived one if there was none, which the transaction goes on to fill or drops.
    private static Row hold(Handle handle, TenantId tenant, UUID provider, ModelRequest.Checked request) {
        handle.createUpdate("""
                        insert into model (tenant_id, name, provider_id, upstream_name, kind, revision, archived_at)
                        values (:tenant, :name, :provider, :upstreamName, :kind, 0, now())
                        on conflict (tenant_id, name) do nothing
                        """)
                .bind("tenant", tenant)
                .bind("name", request.name())
                .bind("provider", provider)
                .bind("upstreamName", request.upstreamName())
                .bind("kind", request.kind())
                .execute();
        return locked(handle, tenant, request.name()).orElseThrow();
    }

    private static Optional<Row> locked(Handle handle, TenantId tenant, String name) {
        return handle.createQuery("""
                        select id, revision, archived_at is not null as archived from model
                        where tenant_id = :tenant and name = :name for update
                        """)
                .bind("tenant", tenant)
                .bind("name", name)
                .map((row, context) -> new Row(
                        row.getObject("id", UUID.class),
                        new Revision(row.getInt("revision")),
                        row.getBoolean("archived")))
                .findOne();
    }

    /// The provider of that name, which stays in the catalogue until the transaction ends.
    private static UUID provider(Handle handle, TenantId tenant, String name) {
        return handle.createQuery("""
                        select id from provider
                        where tenant_id = :tenant and name = :name and archived_at is null for share
                        """)
                .bind("tenant", tenant)
                .bind("name", name)
                .mapTo(UUID.class)
                .findOne()
                .orElseThrow(() -> Fault.invalid(
                        "/provider", "unknown-provider", "There is no provider called '%s'.".formatted(name)));
    }

    private record Row(UUID id, Revision revision, boolean archived) {}
}
