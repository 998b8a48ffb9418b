package io.flotilla.platform.app;

import io.flotilla.app.violation.Nearest;
import io.flotilla.platform.access.Caller;
import io.flotilla.platform.audit.Audit;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.problem.Fault;
import io.flotilla.platform.problem.ProblemCode;
import io.flotilla.platform.problem.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The environments of a tenant: three that all have, and its own.
@ApplicationScoped
class Environments {
    private static final List<String> OF_ALL = List.of("development", "staging", "production");
    private static final int MOST = 50;

    private final Database database;
    private final Audit audit;

    Environments(Database database, Audit audit) {
        this.database = database;
        this.audit = audit;
    }

    /// All of them, the tenant's own last.
    List<EnvironmentView> list(TenantId tenant) {
        var own = database.inTenant(tenant, handle -> own(handle, tenant));
        return Stream.concat(OF_ALL.stream().map(name -> new EnvironmentView(name, null, false)), own.stream())
                .toList();
    }

    /// Makes an environment, or titles it anew.
    ///
    /// @return whether it is new
    boolean put(Caller caller, Environment environment, @Nullable String title) {
        var tenant = caller.tenant();
        if (OF_ALL.contains(environment.name())) throw Fault.conflict("Every tenant has '%s'.".formatted(environment));
        return database.inTenant(tenant, handle -> {
            var own = own(handle, tenant);
            if (own.size() >= MOST && own.stream().noneMatch(each -> each.name().equals(environment.name()))) {
                throw Fault.conflict("A tenant has at most %d environments of its own.".formatted(MOST));
            }
            boolean created = handle.createQuery("""
                            insert into environment (tenant_id, name, title) values (:tenant, :name, :title)
                            on conflict (tenant_id, name) do update set title = excluded.title
                            returning xmax = 0
                            """)
                    .bind("tenant", tenant)
                    .bind("name", environment.name())
                    .bind("title", title)
                    .mapTo(Boolean.class)
                    .one();
            audit.record(handle, tenant, "environment.written", environment.name(), Map.of());
            return created;
        });
    }

    /// Takes away an environment in which nothing is live.
    void delete(Caller caller, Environment environment) {
        var tenant = caller.tenant();
        if (OF_ALL.contains(environment.name())) throw Fault.conflict("Every tenant has '%s'.".formatted(environment));
        database.useTenant(tenant, handle -> {
            int deleted = handle.createUpdate("delete from environment where tenant_id = :tenant and name = :name")
                    .bind("tenant", tenant)
                    .bind("name", environment.name())
                    .execute();
            if (deleted == 0) throw Fault.notFound();
            handle.createQuery("""
                            select a.name from live_release l join app a on a.tenant_id = l.tenant_id and a.id = l.app_id
                            where l.tenant_id = :tenant and l.environment = :name order by a.name limit 1
                            """)
                    .bind("tenant", tenant)
                    .bind("name", environment.name())
                    .mapTo(String.class)
                    .findOne()
                    .ifPresent(app -> {
                        throw Fault.conflict("The app '%s' is live in it.".formatted(app));
                    });
            audit.record(handle, tenant, "environment.deleted", environment.name(), Map.of());
        });
    }

    /// Refuses an environment that the tenant does not have; one that it has stays until the transaction ends.
    void refuseUnknown(Handle handle, TenantId tenant, Environment environment, String pointer) {
        if (OF_ALL.contains(environment.name())) return;
        boolean known = handle.createQuery(
                        "select 1 from environment where tenant_id = :tenant and name = :name for share")
                .bind("tenant", tenant)
                .bind("name", environment.name())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
        if (known) return;
        var names = Stream.concat(OF_ALL.stream(), own(handle, tenant).stream().map(EnvironmentView::name))
                .toList();
        var message = "There is no environment '%s'; there are: %s.".formatted(environment, String.join(", ", names));
        var violation = new Violation(
                pointer,
                "unknown-environment",
                message,
                null,
                null,
                Nearest.to(environment.name(), names).orElse(null));
        throw new Fault.Invalid(ProblemCode.INVALID_INPUT, message, List.of(violation));
    }

    private static List<EnvironmentView> own(Handle handle, TenantId tenant) {
        return handle.createQuery("select name, title from environment where tenant_id = :tenant order by tenant_id, name")
                .bind("tenant", tenant)
                .map((row, context) -> new EnvironmentView(row.getString("name"), row.getString("title"), true))
                .list();
    }

    /// An environment as its reader sees it.
    ///
    /// @param own whether the tenant made it
    record EnvironmentView(String name, @Nullable String title, boolean own) {}
}
