package io.flotilla.platform.tenant;

import io.flotilla.platform.database.Database;
import io.flotilla.platform.database.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.statement.StatementContext;

/// The rows of `tenant`.
@ApplicationScoped
public class Tenants {
    private static final String COLUMNS = "id, name, title, state, created_at";

    private final Database database;

    Tenants(Database database) {
        this.database = database;
    }

    /// The tenant that the transaction is in, if `id` is that one.
    public Optional<Tenant> byId(Handle handle, TenantId id) {
        return handle.createQuery("select " + COLUMNS + " from tenant where id = :id")
                .bind("id", id)
                .map(Tenants::tenant)
                .findOne();
    }

    /// Work that sees the rows of `tenant` of every tenant, and nothing else of theirs.
    <R, X extends Exception> R asOperator(HandleCallback<R, X> work) throws X {
        return database.withoutTenant(handle -> {
            Database.set(handle, "app.operator", "on");
            return work.withHandle(handle);
        });
    }

    /// The new tenant with its first owner, who is recognised at the first sign-in; nothing if the name is taken.
    Optional<Tenant> create(Handle handle, NewTenant request) {
        var tenant = handle.createQuery("""
                        insert into tenant (name, title) values (:name, :title)
                        on conflict (name) do nothing
                        returning %s
                        """.formatted(COLUMNS))
                .bind("name", request.name())
                .bind("title", request.title())
                .map(Tenants::tenant)
                .findOne();
        tenant.ifPresent(created -> {
            Database.enter(handle, created.id());
            handle.createUpdate("insert into member (tenant_id, email, role) values (:tenant, :email, 'owner')")
                    .bind("tenant", created.id())
                    .bind("email", request.owner().email())
                    .execute();
        });
        return tenant;
    }

    Optional<Tenant> byName(Handle handle, String name) {
        return handle.createQuery("select " + COLUMNS + " from tenant where name = :name")
                .bind("name", name)
                .map(Tenants::tenant)
                .findOne();
    }

    List<Tenant> after(Handle handle, String name, int rows) {
        return handle.createQuery("select " + COLUMNS + " from tenant where name > :name order by name limit :rows")
                .bind("name", name)
                .bind("rows", rows)
                .map(Tenants::tenant)
                .list();
    }

    Optional<Tenant> move(Handle handle, String name, TenantState state) {
        return handle.createQuery("update tenant set state = :state where name = :name returning " + COLUMNS)
                .bind("name", name)
                .bind("state", state.word())
                .map(Tenants::tenant)
                .findOne();
    }

    private static Tenant tenant(ResultSet row, StatementContext context) throws SQLException {
        return new Tenant(
                new TenantId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getString("title"),
                TenantState.of(row.getString("state")),
                row.getTimestamp("created_at").toInstant());
    }
}
