package io.flotilla.engine.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SystemRunClockTest {
    @Test
    void ringsAlarmsUnlessTheyAreTakenBack() {
        try (var clock = new SystemRunClock(Clock.systemUTC())) {
            var rung = new AtomicInteger();
            clock.alarm(Duration.ofMillis(1), () -> rung.addAndGet(100)).close();
            clock.alarm(Duration.ofMillis(1), rung::incrementAndGet);

            await().untilAsserted(() -> assertThat(rung).hasValueGreaterThan(0));
            assertThat(rung.get() % 100).isEqualTo(1);
        }
    }

    @Test
    void aPauseEndsWhenTheWorkIsStopped() {
        try (var clock = new SystemRunClock(Clock.systemUTC())) {
            var cancellation = new Cancellation();
            clock.alarm(Duration.ofMillis(1), () -> cancellation.cancel(new Fault(FaultCode.CANCELLED, "stop")));

            clock.pause(Duration.ofDays(1), cancellation);

            assertThat(cancellation.isCancelled()).isTrue();
        }
    }
}
