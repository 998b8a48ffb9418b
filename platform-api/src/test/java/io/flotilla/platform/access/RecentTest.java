package io.flotilla.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RecentTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private Instant now = NOON;
    private final Recent<String, String> recent = new Recent<>(ticking(), Duration.ofSeconds(4));

    @Test
    void remembersForAMoment() {
        recent.put("key", "value", NOON);

        now = NOON.plusMillis(3_999);
        assertThat(recent.get("key")).contains("value");
        now = NOON.plusSeconds(4);
        assertThat(recent.get("key")).isEmpty();
    }

    @Test
    void countsTheMomentFromBeforeTheLookUp() {
        now = NOON.plusSeconds(3);

        recent.put("key", "value", NOON);

        now = NOON.plusSeconds(4);
        assertThat(recent.get("key")).isEmpty();
    }

    @Test
    void forgetsAtOnceWhenTold() {
        recent.put("key", "value", NOON);

        recent.forget("key");

        assertThat(recent.get("key")).isEmpty();
    }

    @Test
    void doesNotGrowWithoutEnd() {
        for (int i = 0; i < 10_001; i++) recent.put("key " + i, "value", NOON);
        assertThat(recent.get("key 10000")).isEmpty();

        now = NOON.plusSeconds(5);
        recent.put("later", "value", now);

        assertThat(recent.get("later")).contains("value");
    }

    private Clock ticking() {
        return new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }
}
