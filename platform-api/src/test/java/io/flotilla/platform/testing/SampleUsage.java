package io.flotilla.platform.testing;

import io.flotilla.messages.Call;
import io.flotilla.messages.CallKind;
import io.flotilla.messages.InvocationRef;
import io.flotilla.messages.StepAddress;
import io.flotilla.messages.Units;
import io.flotilla.messages.UsageIds;
import io.flotilla.messages.UsageRecorded;
import io.flotilla.messages.UsageSource;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Usage events to begin from: one call of a model for a complaint desk, changed where a test is about the difference.
public record SampleUsage(
        InvocationRef ref,
        String step,
        int number,
        CallKind kind,
        String model,
        String scenario,
        String app,
        Units units,
        @Nullable Long costNano,
        @Nullable String currency,
        @Nullable String errorCode,
        Instant at) {
    public static SampleUsage call(TestTenant tenant) {
        return new SampleUsage(
                new InvocationRef(tenant.id().value(), UUID.randomUUID(), 1),
                "draft",
                1,
                CallKind.MODEL,
                "large-chat",
                "finance.banking.complaint-reply",
                "complaint-desk",
                new Units(100L, 10L, 20L, null),
                140_000L,
                "CNY",
                null,
                Instant.parse("2026-11-20T10:15:00Z"));
    }

    public SampleUsage of(InvocationRef other) {
        return new SampleUsage(
                other, step, number, kind, model, scenario, app, units, costNano, currency, errorCode, at);
    }

    public SampleUsage connector(String operation) {
        return new SampleUsage(
                ref, step, number, CallKind.CONNECTOR, operation, scenario, app, Units.UNKNOWN, null, null, null, at);
    }

    public SampleUsage number(int other) {
        return new SampleUsage(
                ref, step, other, kind, model, scenario, app, units, costNano, currency, errorCode, at);
    }

    public SampleUsage model(String other) {
        return new SampleUsage(
                ref, step, number, kind, other, scenario, app, units, costNano, currency, errorCode, at);
    }

    public SampleUsage scenario(String other) {
        return new SampleUsage(ref, step, number, kind, model, other, app, units, costNano, currency, errorCode, at);
    }

    public SampleUsage cost(@Nullable Long nano, @Nullable String other) {
        return new SampleUsage(ref, step, number, kind, model, scenario, app, units, nano, other, errorCode, at);
    }

    public SampleUsage units(Units other) {
        return new SampleUsage(
                ref, step, number, kind, model, scenario, app, other, costNano, currency, errorCode, at);
    }

    public SampleUsage failed(String code) {
        return new SampleUsage(
                ref, step, number, kind, model, scenario, app, Units.UNKNOWN, null, null, code, at);
    }

    public SampleUsage at(String instant) {
        return new SampleUsage(
                ref, step, number, kind, model, scenario, app, units, costNano, currency, errorCode, Instant.parse(instant));
    }

    public Call announced() {
        var address = StepAddress.of(step);
        return new Call(UsageIds.of(ref, address, number), address, number, kind, null, "sandbox", model, null, at, null);
    }

    public UsageRecorded event() {
        return new UsageRecorded(
                ref,
                announced(),
                scenario,
                app,
                1,
                "production",
                "key:test0000",
                null,
                "large",
                units,
                costNano,
                currency,
                UsageSource.PROVIDER,
                errorCode,
                12.5,
                at.plusMillis(13));
    }
}
