package io.flotilla.engine.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    @Test
    void readsSecondsAndDates() {
        assertThat(RetryAfter.parse("2", NOW)).isEqualTo(Duration.ofSeconds(2));
        assertThat(RetryAfter.parse("0.5", NOW)).isEqualTo(Duration.ofMillis(500));
        assertThat(RetryAfter.parse("Sun, 1 Mar 2026 08:00:30 GMT", NOW)).isEqualTo(Duration.ofSeconds(30));
        assertThat(RetryAfter.parseMillis("250")).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void believesNoNonsense() {
        assertThat(RetryAfter.parse("soon", NOW)).isNull();
        assertThat(RetryAfter.parse("-3", NOW)).isNull();
        assertThat(RetryAfter.parse("NaN", NOW)).isNull();
        assertThat(RetryAfter.parse("99999999999", NOW)).isEqualTo(Duration.ofHours(1));
        assertThat(RetryAfter.parse("Sun, 1 Mar 2026 07:00:00 GMT", NOW)).isEqualTo(Duration.ZERO);
    }
}
