package io.flotilla.platform.usage;

import io.flotilla.platform.database.Database;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.page.Page;
import io.flotilla.platform.page.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The ledger row by row, newest first.
@ApplicationScoped
class UsageEvents {
    private final Database database;

    UsageEvents(Database database) {
        this.database = database;
    }

    Page<Event> page(TenantId tenant, UsageQuestion question, PageRequest request) {
        var after = request.after(Place::of);
        var rows = database.inTenant(tenant, handle -> {
            var query = handle.createQuery("""
                            select u.* from usage_event u
                            where u.called_at >= :from and u.called_at < :to
                              and (cast(:at as timestamptz) is null or (u.called_at, u.id) < (:at, :id)) %s
                            order by u.called_at desc, u.id desc
                            limit :rows
                            """.formatted(UsageSums.filters(question)))
                    .bind("from", question.from())
                    .bind("to", question.to())
                    .bind("at", after.map(Place::at).orElse(null))
                    .bind("id", after.map(Place::id).orElse(null))
                    .bind("rows", request.rows());
            UsageSums.bindFilters(query, question);
            return query.map((row, context) -> event(row)).list();
        });
        return Page.cut(rows, request, each -> each.at + "|" + each.id);
    }

    private static Event event(ResultSet row) throws SQLException {
        var costNano = row.getObject("cost_nano", Long.class);
        return new Event(
                row.getObject("id", UUID.class),
                row.getObject("called_at", OffsetDateTime.class).toInstant(),
                row.getObject("invocation_id", UUID.class),
                row.getInt("attempt"),
                row.getString("scenario"),
                row.getString("app"),
                row.getInt("version"),
                row.getString("environment"),
                row.getString("caller"),
                row.getObject("api_key_id", UUID.class),
                row.getString("step"),
                row.getString("iteration"),
                row.getString("kind"),
                row.getString("provider"),
                row.getString("model"),
                row.getString("route"),
                row.getObject("input_tokens", Long.class),
                row.getObject("cached_input_tokens", Long.class),
                row.getObject("output_tokens", Long.class),
                row.getObject("reasoning_tokens", Long.class),
                row.getObject("images", Long.class),
                row.getObject("audio_millis", Long.class),
                costNano == null ? null : new Money(costNano, row.getString("currency")),
                row.getString("source"),
                row.getString("error_code"),
                row.getObject("duration_millis", Double.class),
                row.getObject("corrects", UUID.class));
    }

    private record Place(Instant at, UUID id) {
        static Place of(String text) {
            int bar = text.indexOf('|');
            return new Place(Instant.parse(text.substring(0, bar)), UUID.fromString(text.substring(bar + 1)));
        }
    }

    /// One call with what it used and cost; a correction names the event whose difference it carries.
    public record Event(
            UUID id,
            Instant at,
            UUID invocation,
            int attempt,
            String scenario,
            String app,
            int version,
            String environment,
            String caller,
            @Nullable UUID key,
            String step,
            String iteration,
            String kind,
            String provider,
            String model,
            String route,
            @Nullable Long inputTokens,
            @Nullable Long cachedInputTokens,
            @Nullable Long outputTokens,
            @Nullable Long reasoningTokens,
            @Nullable Long images,
            @Nullable Long audioMillis,
            @Nullable Money cost,
            String source,
            @Nullable String errorCode,
            @Nullable Double durationMillis,
            @Nullable UUID corrects) {}
}
