package io.flotilla.engine.model.health;

import io.flotilla.engine.control.RunClock;
import io.flotilla.engine.model.ChatOutcome;
import io.flotilla.engine.model.ModelFailure;
import io.flotilla.engine.model.ModelHealth;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The health of one model. When half of the latest attempts failed by the provider's fault, nobody is let in for a
/// while; then a few are, and they decide.
public final class WatchedHealth implements ModelHealth {
    private static final Exception PROVIDERS_FAULT = new Exception("the provider failed", null, false, false) {
        private static final long serialVersionUID = 1L;
    };

    private final ReentrantLock lock = new ReentrantLock();
    private final RunClock clock;
    private final CircuitBreaker breaker;
    private final RetryBudget retries;
    private Instant restsUntil = Instant.MIN;

    /// A model that has done nothing yet.
    public WatchedHealth(RunClock clock, HealthRules rules) {
        this.clock = clock;
        this.retries = new RetryBudget(rules.retriesPerHundred(), rules.retriesAtLeast());
        this.breaker = CircuitBreaker.of(
                "model",
                CircuitBreakerConfig.custom()
                        .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(rules.window())
                        .minimumNumberOfCalls(Math.max(1, rules.window() / 2))
                        .failureRateThreshold(rules.failurePercent())
                        .waitDurationInOpenState(rules.openFor())
                        .permittedNumberOfCallsInHalfOpenState(rules.probes())
                        .clock(source(clock))
                        .currentTimestampFunction(any -> clock.nanoTime(), TimeUnit.NANOSECONDS)
                        .writableStackTraceEnabled(false)
                        .build());
    }

    @Override
    public boolean enter() {
        if (!breaker.tryAcquirePermission()) return false;
        retries.earn();
        return true;
    }

    @Override
    public void leave(@Nullable ChatOutcome outcome) {
        switch (outcome) {
            case null -> breaker.releasePermission();
            case ChatOutcome.Answered _ -> breaker.onSuccess(0, TimeUnit.NANOSECONDS);
            case ChatOutcome.Failed failed when failed.failure() == ModelFailure.CANCELLED ->
                breaker.releasePermission();
            case ChatOutcome.Failed failed when failed.failure().isProviders() ->
                breaker.onError(0, TimeUnit.NANOSECONDS, PROVIDERS_FAULT);
            case ChatOutcome.Failed failed -> {
                breaker.onSuccess(0, TimeUnit.NANOSECONDS);
                rest(failed);
            }
        }
    }

    @Override
    public boolean rests() {
        lock.lock();
        try {
            return clock.now().isBefore(restsUntil);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean takeRetry() {
        return retries.take();
    }

    private void rest(ChatOutcome.Failed failed) {
        var wait = failed.retryAfter();
        if (failed.failure() != ModelFailure.RATE_LIMITED || wait == null) return;
        var until = clock.now().plus(wait);
        lock.lock();
        try {
            if (until.isAfter(restsUntil)) restsUntil = until;
        } finally {
            lock.unlock();
        }
    }

    private static Clock source(RunClock clock) {
        InstantSource now = clock::now;
        return now.withZone(ZoneOffset.UTC);
    }
}
