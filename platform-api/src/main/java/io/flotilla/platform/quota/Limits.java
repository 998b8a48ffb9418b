package io.flotilla.platform.quota;

import io.flotilla.platform.access.Caller;
import io.flotilla.platform.audit.Audit;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.page.Page;
import io.flotilla.platform.page.PageRequest;
import io.flotilla.platform.problem.Fault;
import io.flotilla.platform.resource.Name;
import io.flotilla.platform.resource.Revision;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The tenant's limits.
@ApplicationScoped
class Limits {
    private static final String SELECT = """
            select l.*,
                   coalesce(extract(epoch from (select u.spent_until - clock_timestamp() from rate_limit_use u
                       where (u.tenant_id, u.limit_id, u.measure) = (l.tenant_id, l.id, 'requests')))::float8, 0) as requests_ahead,
                   coalesce(extract(epoch from (select u.spent_until - clock_timestamp() from rate_limit_use u
                       where (u.tenant_id, u.limit_id, u.measure) = (l.tenant_id, l.id, 'tokens')))::float8, 0) as tokens_ahead
            from rate_limit l
            where l.tenant_id = :tenant and %s
            """;

    private final Database database;
    private final Audit audit;

    Limits(Database database, Audit audit) {
        this.database = database;
        this.audit = audit;
    }

    /// Those that an invocation comes under, in the order in which they are locked.
    static List<Limit> over(Handle handle, TenantId tenant, Spender spender) {
        var condition = """
                (l.level = 'tenant' or (l.level, l.subject) in (('app', :app), ('key', :key))
                 or (l.level = 'model' and l.subject = any (:models))) order by l.tenant_id, l.id""";
        return handle.createQuery(SELECT.formatted(condition))
                .bind("tenant", tenant)
                .bind("app", spender.app())
                .bind("key", spender.key())
                .bindArray("models", String.class, spender.models())
                .map((row, context) -> Limit.of(row))
                .list();
    }

    Page<Limit> list(TenantId tenant, PageRequest page) {
        var rows = database.inTenant(
                tenant,
                handle -> handle.createQuery(
                                SELECT.formatted("l.name > :name order by l.tenant_id, l.name limit :rows"))
                        .bind("tenant", tenant)
                        .bind("name", page.after(Name::cursor).orElse(""))
                        .bind("rows", page.rows())
                        .map((row, context) -> Limit.of(row))
                        .list());
        return Page.cut(rows, page, Limit::name);
    }

    Limit byName(TenantId tenant, String name) {
        return database.inTenant(tenant, handle -> read(handle, tenant, name).orElseThrow(Fault::notFound));
    }

    /// The limit as asked for, new or replaced. What was used of a replaced one stays used.
    Put put(Caller caller, LimitRequest.Checked request, @Nullable String ifMatch) {
        var tenant = caller.tenant();
        return database.inTenant(tenant, handle -> {
            var before = read(handle, tenant, request.name());
            if (before.isPresent()) before.get().revision().match(ifMatch);
            else Revision.matchNone(ifMatch);
            write(handle, tenant, request);
            var after = read(handle, tenant, request.name()).orElseThrow();
            audit.changed(handle, tenant, "limit.set", request.name(), details(request), before.orElse(null), after);
            return new Put(after, before.isEmpty());
        });
    }

    void delete(Caller caller, String name) {
        database.useTenant(caller.tenant(), handle -> {
            var before = read(handle, caller.tenant(), name).orElseThrow(Fault::notFound);
            handle.createUpdate("delete from rate_limit where tenant_id = :tenant and name = :name")
                    .bind("tenant", caller.tenant())
                    .bind("name", name)
                    .execute();
            audit.changed(handle, caller.tenant(), "limit.deleted", name, before, null);
        });
    }

    private static Optional<Limit> read(Handle handle, TenantId tenant, String name) {
        return handle.createQuery(SELECT.formatted("l.name = :name for update"))
                .bind("tenant", tenant)
                .bind("name", name)
                .map((row, context) -> Limit.of(row))
                .findOne();
    }

    private static void write(Handle handle, TenantId tenant, LimitRequest.Checked request) {
        handle.createUpdate("""
                        insert into rate_limit as l (tenant_id, name, level, subject, requests_per_minute, tokens_per_minute, at_once)
                        values (:tenant, :name, :level, :subject, :requests, :tokens, :atOnce)
                        on conflict on constraint rate_limit_name_once do update set
                            level = excluded.level, subject = excluded.subject,
                            requests_per_minute = excluded.requests_per_minute, tokens_per_minute = excluded.tokens_per_minute,
                            at_once = excluded.at_once, revision = l.revision + 1, updated_at = now()
                        """)
                .bind("tenant", tenant)
                .bind("name", request.name())
                .bind("level", request.node().level().word())
                .bind("subject", request.node().subject())
                .bind("requests", request.requestsPerMinute())
                .bind("tokens", request.tokensPerMinute())
                .bind("atOnce", request.atOnce())
                .execute();
    }

    private static Map<String, String> details(LimitRequest.Checked request) {
        var details = new TreeMap<String, String>();
        details.put("node", request.node().toString());
        if (request.requestsPerMinute() != null) {
            details.put("requestsPerMinute", request.requestsPerMinute().toString());
        }
        if (request.tokensPerMinute() != null) {
            details.put("tokensPerMinute", request.tokensPerMinute().toString());
        }
        if (request.atOnce() != null) details.put("atOnce", request.atOnce().toString());
        return details;
    }

    /// A limit, and whether it is new.
    record Put(Limit limit, boolean created) {}
}
