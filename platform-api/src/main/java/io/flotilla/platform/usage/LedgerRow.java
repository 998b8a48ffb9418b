package io.flotilla.platform.usage;

import io.flotilla.messages.CallKind;
import io.flotilla.messages.Price;
import io.flotilla.messages.UsageRecorded;
import io.flotilla.platform.queue.Column;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.argument.Argument;
import org.jspecify.annotations.Nullable;

/// One row of the ledger: a call's usage with the weight it has in sums.
///
/// @param corrects the row whose difference this one carries; absent for a call's own row
/// @param costNano absent when it is not known
record LedgerRow(
        UUID id, @Nullable UUID corrects, int calls, int errors, @Nullable Long costNano, UsageRecorded usage) {
    static LedgerRow of(UsageRecorded usage) {
        return new LedgerRow(usage.call().id(), null, 1, errors(usage), usage.costNano(), usage);
    }

    /// An estimate counted one call and one error, no units, and what the call could cost at most. While nobody knows what
    /// it did cost, that stays charged.
    static LedgerRow correction(UsageRecorded usage, UUID id, long charged) {
        var costNano = usage.costNano();
        return new LedgerRow(
                id, usage.call().id(), 0, errors(usage) - 1, costNano == null ? null : costNano - charged, usage);
    }

    static Map<String, Argument> columns(List<LedgerRow> rows) {
        var columns = new LinkedHashMap<String, Argument>();
        columns.put("tenant_id", Column.uuid(rows, row -> row.usage.ref().tenantId()));
        columns.put("invocation_id", Column.uuid(rows, row -> row.usage.ref().invocationId()));
        columns.put("id", Column.uuid(rows, LedgerRow::id));
        columns.put("corrects", Column.uuid(rows, LedgerRow::corrects));
        columns.put("called_at", Column.instant(rows, row -> row.usage.call().startedAt()));
        columns.put("attempt", Column.integer(rows, row -> row.usage.ref().attempt()));
        columns.put("scenario", Column.text(rows, row -> row.usage.scenario()));
        columns.put("app", Column.text(rows, row -> row.usage.app()));
        columns.put("version", Column.integer(rows, row -> row.usage.version()));
        columns.put("environment", Column.text(rows, row -> row.usage.environment()));
        columns.put("caller", Column.text(rows, row -> row.usage.caller()));
        columns.put("api_key_id", Column.uuid(rows, row -> row.usage.apiKeyId()));
        columns.put("step", Column.text(rows, row -> row.usage.call().at().step()));
        columns.put("iteration", Column.text(rows, row -> row.usage.call().at().iteration()));
        columns.put("kind", Column.text(rows, row -> kind(row.usage.call().kind())));
        columns.put("provider", Column.text(rows, row -> row.usage.call().provider()));
        columns.put("model", Column.text(rows, row -> row.usage.call().model()));
        columns.put("model_id", Column.uuid(rows, row -> row.usage.call().modelId()));
        columns.put("route", Column.text(rows, row -> row.usage.route()));
        columns.put(
                "price_version_id",
                Column.uuid(rows, row -> version(row.usage.call().price())));
        columns.put("calls", Column.integer(rows, LedgerRow::calls));
        columns.put("errors", Column.integer(rows, LedgerRow::errors));
        columns.put("input_tokens", Column.bigint(rows, row -> row.usage.units().inputTokens()));
        columns.put(
                "cached_input_tokens",
                Column.bigint(rows, row -> row.usage.units().cachedInputTokens()));
        columns.put(
                "output_tokens", Column.bigint(rows, row -> row.usage.units().outputTokens()));
        columns.put(
                "reasoning_tokens", Column.bigint(rows, row -> row.usage.units().reasoningTokens()));
        columns.put("images", Column.bigint(rows, row -> row.usage.units().images()));
        columns.put("audio_millis", Column.bigint(rows, row -> row.usage.units().audioMillis()));
        columns.put("cost_nano", Column.bigint(rows, LedgerRow::costNano));
        columns.put("currency", Column.text(rows, row -> row.costNano == null ? null : row.usage.currency()));
        columns.put("source", Column.text(rows, row -> row.usage.source().name().toLowerCase(Locale.ROOT)));
        columns.put("error_code", Column.text(rows, row -> row.usage.errorCode()));
        columns.put("duration_millis", Column.number(rows, row -> known(row.usage.durationMillis())));
        columns.put("recorded_at", Column.instant(rows, row -> row.usage.at()));
        return columns;
    }

    private static int errors(UsageRecorded usage) {
        return usage.errorCode() == null ? 0 : 1;
    }

    /// A call that nobody saw end has no duration: the platform says so by NaN.
    private static @Nullable Double known(double millis) {
        return Double.isNaN(millis) ? null : millis;
    }

    private static String kind(CallKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable UUID version(@Nullable Price price) {
        return price == null ? null : price.versionId();
    }
}
