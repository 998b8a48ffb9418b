package io.flotilla.engine.model.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.flotilla.engine.model.ChatOutcome;
import io.flotilla.engine.model.ModelFailure;
import io.flotilla.engine.model.TokenUsage;
import io.flotilla.engine.testing.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WatchedHealthTest {
    private static final HealthRules RULES = new HealthRules(8, 50, Duration.ofSeconds(10), 2, 20, 3);

    private final ManualClock clock = new ManualClock();
    private final WatchedHealth health = new WatchedHealth(clock, RULES);

    @Test
    void leavesAModelAloneWhenHalfOfTheAttemptsFailed() {
        attempt(answered(), 2);
        attempt(failed(ModelFailure.UNAVAILABLE), 2);

        assertThat(health.enter()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = ModelFailure.class,
            names = {"RATE_LIMITED", "REFUSED", "NOT_ACCEPTED", "CONTEXT_TOO_LONG", "CANCELLED"})
    void doesNotBlameTheProviderForWhatWasAsked(ModelFailure failure) {
        attempt(failed(failure), 20);

        assertThat(health.enter()).isTrue();
    }

    @Test
    void letsAFewInAfterAWhileWhoDecide() {
        attempt(failed(ModelFailure.TIMEOUT), 4);
        clock.advance(RULES.openFor().plusNanos(1));

        assertThat(health.enter()).isTrue();
        assertThat(health.enter()).isTrue();
        assertThat(health.enter()).as("no more than the probes").isFalse();
        health.leave(answered());
        health.leave(answered());

        assertThat(health.enter()).isTrue();
    }

    @Test
    void whoWasLetInAndAskedNothingIsNoProbe() {
        attempt(failed(ModelFailure.TIMEOUT), 4);
        clock.advance(RULES.openFor().plusNanos(1));

        attempt(failed(ModelFailure.CANCELLED), 5);
        assertThat(health.enter()).isTrue();
        health.leave(null);

        assertThat(health.enter()).isTrue();
    }

    @Test
    void restsForAsLongAsTheProviderAsked() {
        health.enter();
        health.leave(new ChatOutcome.Failed(ModelFailure.RATE_LIMITED, Duration.ofSeconds(7), "", TokenUsage.UNKNOWN));

        assertThat(health.rests()).isTrue();
        clock.advance(Duration.ofSeconds(7));
        assertThat(health.rests()).isFalse();
    }

    @Test
    void retriesAreEarnedByAttempts() {
        for (int i = 0; i < 3; i++) assertThat(health.takeRetry()).isTrue();
        assertThat(health.takeRetry()).isFalse();

        attempt(answered(), 5);

        assertThat(health.takeRetry()).isTrue();
        assertThat(health.takeRetry()).isFalse();
    }

    private void attempt(ChatOutcome outcome, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(health.enter()).isTrue();
            health.leave(outcome);
        }
    }

    private static ChatOutcome answered() {
        return new ChatOutcome.Answered("a", "stop", TokenUsage.UNKNOWN, null);
    }

    private static ChatOutcome failed(ModelFailure failure) {
        return new ChatOutcome.Failed(failure);
    }
}
