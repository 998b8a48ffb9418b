package io.flotilla.messages;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One call's usage, published once on `flotilla.usage` as the data of a CloudEvent.
///
/// @param route     `small`, `large` or `cache`; a plain route is `large`
/// @param errorCode absent when the call succeeded
/// @param costNano  integer nano-units of the price's currency; absent when the price or the units are unknown
public record UsageRecorded(
        InvocationRef ref,
        Call call,
        String scenario,
        String app,
        int version,
        String environment,
        String caller,
        @Nullable UUID apiKeyId,
        String route,
        Units units,
        @Nullable Long costNano,
        @Nullable String currency,
        UsageSource source,
        @Nullable String errorCode,
        double durationMillis,
        Instant at) {
    public UsageRecorded {
        requireNonNull(ref, "ref");
        requireNonNull(call, "call");
        requireNonNull(scenario, "scenario");
        requireNonNull(app, "app");
        requireNonNull(environment, "environment");
        requireNonNull(caller, "caller");
        requireNonNull(route, "route");
        requireNonNull(units, "units");
        requireNonNull(source, "source");
        requireNonNull(at, "at");
    }
}
