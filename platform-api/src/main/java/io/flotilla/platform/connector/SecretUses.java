package io.flotilla.platform.connector;

import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.secret.SecretUsers;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Tells the secrets which connectors need them.
@ApplicationScoped
class SecretUses implements SecretUsers {
    @Override
    public List<String> usersOfSecret(Handle handle, TenantId tenant, String secret) {
        return handle.createQuery("""
                        select c.name from connector c
                          join connector_version v
                            on v.tenant_id = c.tenant_id and v.connector_id = c.id and v.number = c.version
                         where c.tenant_id = :tenant and c.archived_at is null and :secret = any (v.secrets)
                         order by c.name for share of c
                        """)
                .bind("tenant", tenant)
                .bind("secret", secret)
                .map((row, context) -> "the connector '%s'".formatted(row.getString("name")))
                .list();
    }
}
