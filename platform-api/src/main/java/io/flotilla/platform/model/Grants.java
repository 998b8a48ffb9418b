package io.flotilla.platform.model;

import io.flotilla.platform.access.Caller;
import io.flotilla.platform.audit.Audit;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.problem.Fault;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;

/// Who may use which models of the platform's catalogue. Works for operators, who see tenants' names and nothing of theirs.
@ApplicationScoped
class Grants {
    /// Stands for every tenant, also those to come.
    private static final String ALL = "*";

    private final Database database;
    private final Audit audit;

    Grants(Database database, Audit audit) {
        this.database = database;
        this.audit = audit;
    }

    GrantList of(String model) {
        return asOperator(handle -> list(handle, model(handle, model)));
    }

    /// @param tenant a tenant's name, or `*`
    GrantList grant(String model, String tenant) {
        return asOperator(handle -> {
            var id = model(handle, model);
            if (tenant.equals(ALL)) open(handle, id, model, true);
            else {
                var grantee = tenant(handle, tenant);
                Database.enter(handle, grantee);
                int granted = handle.createUpdate("""
                                insert into model_grant (tenant_id, model_id, granted_by) values (:tenant, :model, :by)
                                on conflict (tenant_id, model_id) do nothing
                                """)
                        .bind("tenant", grantee)
                        .bind("model", id)
                        .bind("by", Caller.current().principal().label())
                        .execute();
                if (granted > 0) tell(handle, grantee, "model.granted", model, tenant);
            }
            return list(handle, id);
        });
    }

    /// @throws Fault.NotFound if there is no such grant
    GrantList revoke(String model, String tenant) {
        return asOperator(handle -> {
            var id = model(handle, model);
            if (tenant.equals(ALL)) open(handle, id, model, false);
            else {
                var grantee = tenant(handle, tenant);
                Database.enter(handle, grantee);
                int revoked = handle.createUpdate("delete from model_grant where tenant_id = :tenant and model_id = :model")
                        .bind("tenant", grantee)
                        .bind("model", id)
                        .execute();
                if (revoked == 0) throw Fault.notFound();
                tell(handle, grantee, "model.revoked", model, tenant);
            }
            return list(handle, id);
        });
    }

    private void open(Handle handle, UUID id, String model, boolean open) {
        int moved = handle.createUpdate("""
                        update model set open_to_all = :open, updated_at = now()
                        where tenant_id = :platform and id = :id and open_to_all <> :open
                        """)
                .bind("open", open)
                .bind("platform", Catalogue.PLATFORM)
                .bind("id", id)
                .execute();
        if (moved == 0) return;
        audit.record(
                handle, Catalogue.PLATFORM, open ? "model.granted" : "model.revoked", model, Map.of("tenant", ALL));
    }

    /// The tenant learns of it too.
    private void tell(Handle handle, TenantId grantee, String action, String model, String tenant) {
        audit.record(handle, grantee, action, model, Map.of());
        Database.enter(handle, Catalogue.PLATFORM);
        audit.record(handle, Catalogue.PLATFORM, action, model, Map.of("tenant", tenant));
    }

    private static GrantList list(Handle handle, UUID model) {
        Database.enter(handle, Catalogue.PLATFORM);
        boolean all = handle.createQuery("select open_to_all from model where tenant_id = :platform and id = :id")
                .bind("platform", Catalogue.PLATFORM)
                .bind("id", model)
                .mapTo(Boolean.class)
                .one();
        var items = handle.createQuery("""
                        select t.name, g.granted_by, g.granted_at
                          from model_grant g join tenant t on t.id = g.tenant_id
                         where g.model_id = :model order by t.name
                        """)
                .bind("model", model)
                .map((row, context) -> new Grant(
                        row.getString("name"),
                        row.getString("granted_by"),
                        row.getTimestamp("granted_at").toInstant()))
                .list();
        return new GrantList(all, items);
    }

    private static UUID model(Handle handle, String name) {
        Database.enter(handle, Catalogue.PLATFORM);
        return handle.createQuery("""
                        select id from model
                        where tenant_id = :platform and name = :name and archived_at is null for update
                        """)
                .bind("platform", Catalogue.PLATFORM)
                .bind("name", name)
                .mapTo(UUID.class)
                .findOne()
                .orElseThrow(Fault::notFound);
    }

    private static TenantId tenant(Handle handle, String name) {
        return handle.createQuery("select id from tenant where name = :name and id <> :platform")
                .bind("name", name)
                .bind("platform", Catalogue.PLATFORM)
                .mapTo(UUID.class)
                .findOne()
                .map(TenantId::new)
                .orElseThrow(Fault::notFound);
    }

    private <R> R asOperator(HandleCallback<R, RuntimeException> work) {
        return database.withoutTenant(handle -> {
            Database.set(handle, "app.operator", "on");
            return work.withHandle(handle);
        });
    }

    /// Who may use a model.
    ///
    /// @param all   every tenant, also those to come
    /// @param items tenants with a grant of their own
    record GrantList(boolean all, List<Grant> items) {}

    record Grant(String tenant, String grantedBy, Instant grantedAt) {}
}
