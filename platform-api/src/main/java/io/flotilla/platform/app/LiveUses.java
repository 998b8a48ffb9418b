package io.flotilla.platform.app;

import io.flotilla.platform.connector.ConnectorUsers;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.model.ModelUsers;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Tells the catalogues below what live releases use of them.
@ApplicationScoped
class LiveUses implements ModelUsers, ConnectorUsers {
    @Override
    public Optional<String> userOfModel(Handle handle, TenantId tenant, String model) {
        return user(handle, tenant, model, "");
    }

    @Override
    public Optional<String> userOfConnector(Handle handle, TenantId tenant, String connector) {
        return user(handle, tenant, "", connector);
    }

    private static Optional<String> user(Handle handle, TenantId tenant, String model, String connector) {
        return handle.createQuery("""
                        select a.name, l.environment
                          from live_release l
                          join release r on r.tenant_id = l.tenant_id and r.app_id = l.app_id
                                        and r.environment = l.environment and r.id in (l.release_id, l.canary_id)
                          join app_version v on v.tenant_id = r.tenant_id and v.app_id = r.app_id and v.number = r.version
                          join app a on a.tenant_id = v.tenant_id and a.id = v.app_id
                         where l.tenant_id = :tenant and (:model = any (v.models) or :connector = any (v.connectors))
                         order by a.name, l.environment limit 1
                        """)
                .bind("tenant", tenant)
                .bind("model", model)
                .bind("connector", connector)
                .map((row, context) ->
                        "the app '%s', live in '%s'".formatted(row.getString("name"), row.getString("environment")))
                .findOne();
    }
}
