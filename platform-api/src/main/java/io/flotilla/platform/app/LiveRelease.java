package io.flotilla.platform.app;

import io.flotilla.platform.access.Caller;
import io.flotilla.platform.database.TenantId;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What of an app is live in an environment: a release, and while one is tried out, a canary beside it.
record LiveRelease(Release release, @Nullable Release canary) {
    static Optional<LiveRelease> find(Handle handle, TenantId tenant, UUID app, Environment environment) {
        var releases = handle.createQuery(
                        Release.SELECT + " and r.environment = :environment and l.release_id is not null")
                .bind("tenant", tenant)
                .bind("app", app)
                .bind("environment", environment.name())
                .map((row, context) -> Release.of(row))
                .list();
        var canary = releases.stream().filter(each -> !each.live()).findFirst().orElse(null);
        return releases.stream().filter(Release::live).findFirst().map(live -> new LiveRelease(live, canary));
    }

    /// Writes a release of a version down. It is not live by that.
    static UUID append(
            Handle handle, Caller caller, UUID app, Environment environment, int version, @Nullable UUID previous) {
        return handle.createQuery("""
                        insert into release (tenant_id, app_id, environment, number, version, previous_id, created_by)
                        select :tenant, :app, :environment, coalesce(max(number), 0) + 1, :version, :previous, :by
                          from release
                         where tenant_id = :tenant and app_id = :app and environment = :environment
                        returning id
                        """)
                .bind("tenant", caller.tenant())
                .bind("app", app)
                .bind("environment", environment.name())
                .bind("version", version)
                .bind("previous", previous)
                .bind("by", caller.principal().label())
                .mapTo(UUID.class)
                .one();
    }

    /// Makes a release live, alone.
    static void point(Handle handle, TenantId tenant, UUID app, Environment environment, UUID release) {
        point(handle, tenant, app, environment, release, null, null);
    }

    /// Makes a release live, with a canary that gets `share` percent.
    static void point(
            Handle handle,
            TenantId tenant,
            UUID app,
            Environment environment,
            UUID release,
            @Nullable UUID canary,
            @Nullable Integer share) {
        handle.createUpdate("""
                        insert into live_release (tenant_id, app_id, environment, release_id, canary_id, canary_share)
                        values (:tenant, :app, :environment, :release, :canary, :share)
                        on conflict (tenant_id, app_id, environment) do update
                        set release_id = excluded.release_id, canary_id = excluded.canary_id,
                            canary_share = excluded.canary_share,
                            since = case when live_release.release_id = excluded.release_id then live_release.since
                                         else now() end
                        """)
                .bind("tenant", tenant)
                .bind("app", app)
                .bind("environment", environment.name())
                .bind("release", release)
                .bind("canary", canary)
                .bind("share", share)
                .execute();
    }
}
