package io.flotilla.engine.chain;

import io.flotilla.app.definition.ModelParameters;
import io.flotilla.engine.control.Cancellation;
import io.flotilla.engine.control.Fault;
import io.flotilla.engine.control.FaultCode;
import io.flotilla.engine.control.RunClock;
import io.flotilla.engine.model.AnswerCache;
import io.flotilla.engine.step.Allowance;
import io.flotilla.engine.step.BoundConnector;
import io.flotilla.engine.step.Meter;
import io.flotilla.engine.step.Ways;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What all steps of one run share.
final class Run {
    private final RunRequest request;
    private final RunClock clock;
    private final RunDefaults defaults;
    private final Backoff backoff;
    private final Bulletin bulletin;
    private final Meter meter;
    private final Routing routing;
    private final Finished finished;
    private final Cancellation cancellation;
    private final AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();

    Run(
            RunRequest request,
            RunListener listener,
            RunClock clock,
            RunDefaults defaults,
            Backoff backoff,
            AnswerCache answers) {
        this.request = request;
        this.clock = clock;
        this.defaults = defaults;
        this.backoff = backoff;
        this.bulletin = new Bulletin(listener, clock);
        this.meter = new Meter(bulletin, request.callIds(), clock, allowance());
        this.routing = new Routing(request, answers);
        this.finished = new Finished(request.journal());
        this.cancellation = request.cancellation().child();
    }

    RunClock clock() {
        return clock;
    }

    Backoff backoff() {
        return backoff;
    }

    Bulletin bulletin() {
        return bulletin;
    }

    Meter meter() {
        return meter;
    }

    Finished finished() {
        return finished;
    }

    /// Stops the whole run.
    Cancellation cancellation() {
        return cancellation;
    }

    Duration stepTimeout() {
        return defaults.stepTimeout();
    }

    /// The time left until the deadline.
    Duration left() {
        return Duration.between(clock.now(), request.deadline());
    }

    Ways ways(String alias, ModelParameters own) {
        return routing.ways(alias, own);
    }

    @Nullable
    BoundConnector connector(String alias) {
        return request.connectors().get(alias);
    }

    /// Something broke that must not: the run ends with `internal`.
    void broke(Throwable cause) {
        broken.compareAndSet(null, cause);
        cancellation.cancel(new Fault(FaultCode.INTERNAL, "the run broke off by a fault of the platform"));
    }

    @Nullable
    Throwable broken() {
        return broken.get();
    }

    RunTiming timing() {
        return new RunTiming(
                bulletin.running(), meter.modelTime(), meter.connectorTime(), bulletin.firstToken(), meter.calls());
    }

    private Allowance allowance() {
        var limits = request.app().definition().spec().limits();
        var calls = limits.modelCalls();
        var tokens = limits.tokens();
        return new Allowance(
                calls == null ? defaults.modelCalls() : calls,
                tokens == null ? defaults.tokens() : tokens,
                Stream.of(limits.cost(), request.spending())
                        .filter(Objects::nonNull)
                        .toList());
    }
}
