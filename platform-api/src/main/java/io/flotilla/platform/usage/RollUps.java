package io.flotilla.platform.usage;

import io.flotilla.platform.database.Database;
import io.flotilla.platform.database.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// The sums by hour as the ledger would have them: to compare, and to make a day anew that is wrong.
@ApplicationScoped
public class RollUps {
    private static final String GROUP =
            "scenario, app, version, environment, caller, kind, provider, model, api_key_id, route, currency";
    private static final String MEASURES =
            "calls, errors, input_tokens, cached_input_tokens, output_tokens, reasoning_tokens, images, audio_millis,"
                    + " cost_nano";
    private static final String SPAN = "(cast(:tenant as uuid) is null or tenant_id = :tenant) and %1$s >= :from and %1$s < :to";
    private static final String FROM_LEDGER =
            """
            select tenant_id, date_trunc('hour', called_at, 'UTC') as hour, %s, sum(calls)::bigint as calls, sum(errors)::bigint as errors,
                   sum(input_tokens)::bigint as input_tokens, sum(cached_input_tokens)::bigint as cached_input_tokens,
                   sum(output_tokens)::bigint as output_tokens, sum(reasoning_tokens)::bigint as reasoning_tokens,
                   sum(images)::bigint as images, sum(audio_millis)::bigint as audio_millis,
                   sum(cost_nano)::bigint as cost_nano
            from usage_event where %s
            group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13
            """
                    .formatted(GROUP, SPAN.formatted("called_at"));
    private static final String AS_SUMMED = "select tenant_id, hour, %s, %s from usage_hour where %s"
            .formatted(GROUP, MEASURES, SPAN.formatted("hour"));

    /// Yields `tenant_id` and `difference`, a text, for each sum that only one side has: of `:tenant`, or of all when that is
    /// null, for calls from `:from` to `:to`, both whole hours.
    public static final String DIFFERENCES =
            """
            with ledger as (%s), sums as (%s),
            odd as (select 'the ledger has' as side, l.* from (select * from ledger except all select * from sums) l
                    union all
                    select 'the sums have' as side, s.* from (select * from sums except all select * from ledger) s)
            select tenant_id, format('%%s of %%s, %%s, %%s in the hour of %%s: %%s calls, cost %%s', side, scenario, app, model,
                                     to_char(hour at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"'), calls, coalesce(cost_nano::text, 'unknown'))
                       as difference
            from odd order by tenant_id, hour, scenario, app, model, side
            """
                    .formatted(FROM_LEDGER, AS_SUMMED);

    private final Database database;

    RollUps(Database database) {
        this.database = database;
    }

    /// Compares a day of a tenant, and puts right what differs. Nobody adds to the ledger meanwhile.
    ///
    /// @param day   in UTC, as the hours are
    /// @param check whether to compare only
    Rebuilt rebuild(TenantId tenant, LocalDate day, boolean check) {
        var from = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        var to = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return database.asProjection(handle -> {
            Ledger.freeze(handle);
            var differences = differences(handle, tenant, from, to);
            boolean replaced = !check && !differences.isEmpty();
            if (replaced) replace(handle, tenant, from, to);
            return new Rebuilt(day, differences, replaced);
        });
    }

    private static List<String> differences(Handle handle, TenantId tenant, Instant from, Instant to) {
        return handle.createQuery("select difference from (%s) d".formatted(DIFFERENCES))
                .bind("tenant", tenant)
                .bind("from", from)
                .bind("to", to)
                .mapTo(String.class)
                .list();
    }

    private static void replace(Handle handle, TenantId tenant, Instant from, Instant to) {
        handle.createUpdate("delete from usage_hour where tenant_id = :tenant and hour >= :from and hour < :to")
                .bind("tenant", tenant)
                .bind("from", from)
                .bind("to", to)
                .execute();
        handle.createUpdate("insert into usage_hour (tenant_id, hour, %s, %s) %s".formatted(GROUP, MEASURES, FROM_LEDGER))
                .bind("tenant", tenant)
                .bind("from", from)
                .bind("to", to)
                .execute();
    }

    /// A day that was compared.
    ///
    /// @param differences sums that only one side had; empty when all was right
    /// @param replaced    whether the sums are now those of the ledger
    public record Rebuilt(LocalDate day, List<String> differences, boolean replaced) {
        public Rebuilt {
            differences = List.copyOf(differences);
        }
    }
}
