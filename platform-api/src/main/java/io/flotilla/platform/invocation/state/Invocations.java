package io.flotilla.platform.invocation.state;

import io.flotilla.messages.Problem;
import io.flotilla.platform.queue.Column;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Reads and writes the rows of invocations. Which tenants' rows are there is the transaction's business.
public final class Invocations {
    private static final String INSERT =
            """
            insert into invocation (tenant_id, id, app_id, app, version, release_id, scenario, environment, state, attempt, inputs,
                                    metadata, caller, api_key_id, reply_partition, traceparent, created_at, deadline, sweep_after,
                                    payload_capture)
            values (:tenantId, :id, :appId, :app, :version, :releaseId, :scenario, :environment, 'queued', 1, cast(:inputsText as json),
                    cast(:metadataText as json), :caller, :apiKeyId, :replyPartition, :traceparent, :createdAt, :deadline,
                    :sweepAfter,
                    (select nullif(payload_capture, 'full') from app where tenant_id = :tenantId and id = :appId))
            """;

    private Invocations() {}

    /// Adds a queued invocation.
    ///
    /// @param sweepAfter from when on a sweeper may produce its request, if that was not acknowledged by then
    public static void insert(Handle handle, Invocation invocation, Instant sweepAfter) {
        handle.createUpdate(INSERT)
                .bindMethods(invocation)
                .bind("inputsText", Json.text(invocation.inputs()))
                .bind("metadataText", Json.text(invocation.metadata()))
                .bind("sweepAfter", sweepAfter)
                .execute();
    }

    /// The invocation with this id.
    public static Optional<Invocation> byId(Handle handle, UUID tenantId, UUID id) {
        return handle.createQuery("select * from invocation where tenant_id = :tenant and id = :id")
                .bind("tenant", tenantId)
                .bind("id", id)
                .map((row, context) -> read(row))
                .findOne();
    }

    /// Those of these invocations that there are, in no order.
    public static List<Invocation> byKeys(Handle handle, List<InvocationKey> keys) {
        return handle.createQuery("""
                        select i.* from unnest(:tenants, :ids) as e (tenant_id, id)
                        join invocation i on (i.tenant_id, i.id) = (e.tenant_id, e.id)
                        """)
                .bind("tenants", Column.uuid(keys, InvocationKey::tenantId))
                .bind("ids", Column.uuid(keys, InvocationKey::id))
                .map((row, context) -> read(row))
                .list();
    }

    /// Newest first, after `before`, with absent filters not filtering.
    ///
    /// @param apps the only ones that count
    public static List<Invocation> page(
            Handle handle,
            @Nullable String app,
            @Nullable Set<String> apps,
            @Nullable String state,
            @Nullable UUID before,
            int rows) {
        return handle.createQuery(
                        """
                        select * from invocation
                        where (cast(:app as text) is null or app = :app)
                          and (cast(:apps as text[]) is null or app = any(:apps))
                          and (cast(:state as text) is null or state = :state)
                          and (cast(:before as uuid) is null or id < :before)
                        order by id desc
                        limit :rows
                        """)
                .bind("app", app)
                .bind("apps", apps == null ? null : apps.toArray(String[]::new))
                .bind("state", state)
                .bind("before", before)
                .bind("rows", rows)
                .map((row, context) -> read(row))
                .list();
    }

    /// How many of the tenant's invocations have not ended; counts no further than `most`.
    ///
    /// @param app      the only one that counts; absent for all
    /// @param apiKeyId the same for keys
    public static int alive(
            Handle handle, UUID tenantId, @Nullable String app, @Nullable UUID apiKeyId, int most) {
        return handle.createQuery(
                        """
                        select count(*) from (
                            select 1 from invocation
                            where tenant_id = :tenant and state in ('queued', 'running', 'waiting')
                              and (cast(:app as text) is null or app = :app)
                              and (cast(:key as uuid) is null or api_key_id = :key)
                            limit :most) alive
                        """)
                .bind("tenant", tenantId)
                .bind("app", app)
                .bind("key", apiKeyId)
                .bind("most", most)
                .mapTo(Integer.class)
                .one();
    }

    /// The tenant's invocations that have not ended, oldest first.
    public static List<UUID> aliveIds(Handle handle, UUID tenantId) {
        return handle.createQuery(
                        """
                        select id from invocation
                        where tenant_id = :tenant and state in ('queued', 'running', 'waiting') order by id
                        """)
                .bind("tenant", tenantId)
                .mapTo(UUID.class)
                .list();
    }

    /// A row of `invocation`.
    public static Invocation read(ResultSet row) throws SQLException {
        var problem = row.getString("problem");
        return new Invocation(
                row.getObject("tenant_id", UUID.class),
                row.getObject("id", UUID.class),
                row.getObject("app_id", UUID.class),
                row.getString("app"),
                row.getInt("version"),
                row.getObject("release_id", UUID.class),
                row.getString("scenario"),
                row.getString("environment"),
                InvocationState.of(row.getString("state")).orElseThrow(),
                row.getInt("attempt"),
                Json.value(row.getString("inputs")),
                Json.tree(row.getString("output")),
                problem == null ? null : Json.read(problem, Problem.class),
                Json.tree(row.getString("metadata")),
                row.getString("caller"),
                row.getObject("api_key_id", UUID.class),
                row.getObject("reply_partition", Integer.class),
                row.getString("traceparent"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("deadline", OffsetDateTime.class).toInstant(),
                instant(row, "taken_at"),
                instant(row, "started_at"),
                instant(row, "cancel_requested_at"),
                instant(row, "finished_at"),
                row.getObject("running_millis", Double.class),
                row.getObject("model_millis", Double.class),
                row.getObject("connector_millis", Double.class),
                row.getObject("first_token_millis", Double.class),
                instant(row, "payload_removed_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
