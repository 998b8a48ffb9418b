package io.flotilla.platform.invocation.state;

import java.time.Duration;
import org.jdbi.v3.core.Handle;

/// What went into invocations and came out of them, also of their steps.
public final class Payloads {
    private static final int MOST_AT_ONCE = 500;

    private Payloads() {}

    /// Removes the payloads of some ended invocations whose time is over: at once, but for `grace`, where the tenant
    /// or the app keeps none of their kind, else after the days that the tenant keeps them. The rows stay.
    ///
    /// @return of how many; none, if nothing is due
    public static int remove(Handle handle, Duration grace) {
        return handle.createQuery(
                        """
                        with unkept_by_tenant as materialized (
                            select due.tenant_id, due.id
                            from tenant t
                            cross join (values ('succeeded'), ('failed'), ('cancelled'), ('expired')) ended (state)
                            cross join lateral (
                                select i.tenant_id, i.id from invocation i
                                where i.tenant_id = t.id and i.state = ended.state and i.payload_removed_at is null
                                  and i.finished_at < now() - case
                                      when t.payload_capture = 'none' then cast(:grace as interval)
                                      when t.payload_capture = 'errors' and ended.state = 'succeeded' then cast(:grace as interval)
                                      else make_interval(days => t.retention_days) end
                                order by i.finished_at limit :most
                                for update skip locked) due
                            limit :most),
                        unkept_by_app as materialized (
                            select i.tenant_id, i.id from invocation i
                            where i.payload_removed_at is null and i.finished_at is not null
                              and (i.payload_capture = 'none' or (i.payload_capture = 'errors' and i.state = 'succeeded'))
                              and i.finished_at < now() - cast(:grace as interval)
                            order by i.finished_at limit :most
                            for update skip locked),
                        due as (select * from unkept_by_tenant union select * from unkept_by_app),
                        steps as (
                            update step_run s set output = 'null' from due
                            where (s.tenant_id, s.invocation_id) = (due.tenant_id, due.id)),
                        removed as (
                            update invocation i set inputs = 'null', output = null, payload_removed_at = now() from due
                            where (i.tenant_id, i.id) = (due.tenant_id, due.id)
                            returning 1)
                        select count(*) from removed
                        """)
                .bind("grace", grace.toString())
                .bind("most", MOST_AT_ONCE)
                .mapTo(Integer.class)
                .one();
    }
}
