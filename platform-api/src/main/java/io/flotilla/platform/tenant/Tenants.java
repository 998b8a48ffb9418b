package io.flotilla.platform.tenant;

import io.flotilla.platform.access.Caller;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.problem.Fault;
import io.flotilla.platform.resource.Revision;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.statement.StatementContext;

/// The rows of `tenant`.
@ApplicationScoped
public class Tenants {
    private static final String COLUMNS =
            "id, name, title, state, created_at, time_zone, languages, retention_days, payload_capture, revision";

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

    /// The same, held until the transaction ends.
    Optional<Tenant> held(Handle handle, TenantId id) {
        return handle.createQuery("select " + COLUMNS + " from tenant where id = :id for update")
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

    /// The new tenant with an invitation for its first owner; nothing if the name is taken.
    Optional<Tenant> create(Handle handle, NewTenant request) {
        return handle.createQuery("""
                        insert into tenant (name, title) values (:name, :title)
                        on conflict (name) do nothing
                        returning %s
                        """.formatted(COLUMNS))
                .bind("name", request.name())
                .bind("title", request.title())
                .map(Tenants::tenant)
                .findOne()
                .map(created -> furnish(handle, created, request));
    }

    private Tenant furnish(Handle handle, Tenant created, NewTenant request) {
        Database.enter(handle, created.id());
        handle.createUpdate("""
                        insert into invitation (tenant_id, email, role, invited_by, expires_at)
                        values (:tenant, :email, 'owner', :by, now() + interval '365 days')
                        """)
                .bind("tenant", created.id())
                .bind("email", request.owner().email())
                .bind("by", Caller.current().principal().label())
                .execute();
        return request.settings() == null ? created : settle(handle, created.id(), request.settings());
    }

    Tenant settle(Handle handle, TenantId id, Settings settings) {
        return handle.createQuery("""
                        update tenant set time_zone = :zone, languages = :languages, retention_days = :days,
                                          payload_capture = :capture, revision = revision + 1
                        where id = :id
                        returning %s
                        """.formatted(COLUMNS))
                .bind("id", id)
                .bind("zone", settings.timeZone())
                .bindArray("languages", String.class, settings.languages())
                .bind("days", settings.retentionDays())
                .bind("capture", settings.payloadCapture().word())
                .map(Tenants::tenant)
                .one();
    }

    Optional<Tenant> byName(Handle handle, String name) {
        return byName(handle, name, "");
    }

    /// The same, held until the transaction ends.
    Optional<Tenant> heldByName(Handle handle, String name) {
        return byName(handle, name, "for update");
    }

    private static Optional<Tenant> byName(Handle handle, String name, String lock) {
        return handle.createQuery("select %s from tenant where name = :name %s".formatted(COLUMNS, lock))
                .bind("name", name)
                .map(Tenants::tenant)
                .findOne();
    }

    /// How long the tenant has been in its state.
    Duration inItsState(Handle handle, TenantId id) {
        return handle.createQuery("""
                        select cast(extract(epoch from clock_timestamp() - state_since) * 1000 as bigint)
                        from tenant where id = :id
                        """)
                .bind("id", id)
                .mapTo(Long.class)
                .findOne()
                .map(Duration::ofMillis)
                .orElseThrow(Fault::notFound);
    }

    List<Tenant> after(Handle handle, String name, int rows) {
        return handle.createQuery("select " + COLUMNS + " from tenant where name > :name order by name limit :rows")
                .bind("name", name)
                .bind("rows", rows)
                .map(Tenants::tenant)
                .list();
    }

    Optional<Tenant> move(Handle handle, String name, TenantState state) {
        return handle.createQuery("""
                        update tenant set state = :state, state_since = now(), revision = revision + 1
                        where name = :name returning %s
                        """.formatted(COLUMNS))
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
                row.getTimestamp("created_at").toInstant(),
                new Settings(
                        row.getString("time_zone"),
                        List.of((String[]) row.getArray("languages").getArray()),
                        row.getInt("retention_days"),
                        PayloadCapture.of(row.getString("payload_capture"))),
                new Revision(row.getInt("revision")));
    }
}
