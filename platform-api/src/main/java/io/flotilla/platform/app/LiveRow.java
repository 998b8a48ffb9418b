package io.flotilla.platform.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.flotilla.messages.ResolvedModel;
import io.flotilla.messages.SealedSecret;
import io.flotilla.messages.UnreadableMessage;
import io.flotilla.messages.Wire;
import io.flotilla.platform.database.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// An app and what is live of it in an environment, read by one statement, with the catalogue's answer to each name
/// used.
///
/// @param live absent when nothing is
record LiveRow(UUID appId, @Nullable Live live) {
    private static final String SELECT = """
            select a.id as app_id, r.id as release_id, v.number, v.hash, v.scenario,
                   jsonb_build_object(
                       'models',
                       (select jsonb_object_agg(m.name, m.resolved)
                          from resolved_model m
                         where m.tenant_id = v.tenant_id and m.name = any (v.models)),
                       'connectors',
                       (select jsonb_object_agg(c.name, c.resolved)
                          from resolved_connector c
                         where c.tenant_id = v.tenant_id and c.name = any (v.connectors)))::text as catalogue
              from app a
              %s
              left join app_version v
                     on v.tenant_id = r.tenant_id and v.app_id = r.app_id and v.number = r.version
             where a.tenant_id = :tenant and %s
            """;
    private static final String LIVE = SELECT.formatted("""
            left join live_release l
                     on l.tenant_id = a.tenant_id and l.app_id = a.id and l.environment = :environment
              left join release r
                     on r.tenant_id = l.tenant_id and r.app_id = l.app_id and r.environment = l.environment
                    and r.id = case when :place < l.canary_share then l.canary_id else l.release_id end""", "a.name = :app and a.archived_at is null");
    private static final String RELEASED = SELECT.formatted("""
            join release r
                     on r.tenant_id = a.tenant_id and r.app_id = a.id and r.environment = :environment
                    and r.id = :release""", "a.id = :app");

    /// @param place where the invocation falls between what is live and a canary: [Share#place]
    static Optional<LiveRow> read(Handle handle, TenantId tenant, String app, String environment, int place) {
        return handle.createQuery(LIVE)
                .bind("place", place)
                .bind("tenant", tenant)
                .bind("app", app)
                .bind("environment", environment)
                .map((row, context) -> row(row))
                .findOne();
    }

    /// What a release made live, whether it is live now or not.
    static Optional<LiveRow> released(Handle handle, TenantId tenant, UUID app, String environment, UUID release) {
        return handle.createQuery(RELEASED)
                .bind("tenant", tenant)
                .bind("app", app)
                .bind("environment", environment)
                .bind("release", release)
                .map((row, context) -> row(row))
                .findOne();
    }

    private static LiveRow row(ResultSet row) throws SQLException {
        var release = row.getObject("release_id", UUID.class);
        var live = release == null
                ? null
                : new Live(
                        release,
                        row.getInt("number"),
                        row.getString("hash"),
                        row.getString("scenario"),
                        catalogue(row.getString("catalogue")));
        return new LiveRow(row.getObject("app_id", UUID.class), live);
    }

    private static Catalogue catalogue(String json) {
        try {
            return Wire.read(json.getBytes(UTF_8), Catalogue.class);
        } catch (UnreadableMessage e) {
            throw new IllegalStateException("the views of admission do not fit the messages", e);
        }
    }

    /// The release that is live, and its version.
    record Live(UUID releaseId, int version, String hash, String scenario, Catalogue catalogue) {}

    /// What the names stand for now, by name. A name that is missing stands for nothing that can be used.
    record Catalogue(Map<String, ResolvedModel> models, Map<String, LiveConnector> connectors) {
        Catalogue(@Nullable Map<String, ResolvedModel> models, @Nullable Map<String, LiveConnector> connectors) {
            this.models = Map.copyOf(Objects.requireNonNullElse(models, Map.of()));
            this.connectors = Map.copyOf(Objects.requireNonNullElse(connectors, Map.of()));
        }
    }

    /// A connector without its definition, which never changes for a version and is kept by it.
    record LiveConnector(
            UUID connectorId, String name, int version, List<String> secretNames, Map<String, SealedSecret> secrets) {}
}
