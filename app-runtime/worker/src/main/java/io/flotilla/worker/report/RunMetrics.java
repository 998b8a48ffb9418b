package io.flotilla.worker.report;

import io.flotilla.messages.InvocationEvent;
import io.flotilla.messages.UsageRecorded;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/// What the worker counts. No tenant and no app in a label: their number has no bound.
@Singleton
public class RunMetrics {
    private final MeterRegistry registry;

    public RunMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /// Shows a number that changes, whenever somebody looks.
    public void gauge(String name, Supplier<Number> value) {
        Gauge.builder(name, value).register(registry);
    }

    /// A run began.
    public void started() {
        registry.counter("flotilla.runs.started").increment();
    }

    /// A run ended with an event.
    public void ended(InvocationEvent terminal) {
        ended(terminal.getClass().getSimpleName().replace("Invocation", "").toLowerCase(Locale.ROOT));
    }

    /// A run ended without an event: `superseded`, `handed-over`.
    public void ended(String outcome) {
        registry.counter("flotilla.runs.ended", "outcome", outcome).increment();
    }

    void callEnded(UsageRecorded usage) {
        var error = usage.errorCode();
        Timer.builder("flotilla.calls")
                .tag("kind", usage.call().kind().name().toLowerCase(Locale.ROOT))
                .tag("provider", usage.call().provider())
                .tag("error", error == null ? "none" : error)
                .register(registry)
                .record(Duration.ofNanos((long) (usage.durationMillis() * 1e6)));
    }
}
