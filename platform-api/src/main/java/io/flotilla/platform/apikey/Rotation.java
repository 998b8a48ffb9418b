package io.flotilla.platform.apikey;

import io.flotilla.platform.problem.Violations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How a key gets its new secret.
///
/// @param overlapSeconds how long the old secret works beside the new one; not at all, if absent
record Rotation(@Nullable Long overlapSeconds) {
    private static final long MOST = Duration.ofDays(30).toSeconds();

    Rotation {
        if (overlapSeconds != null && (overlapSeconds < 0 || overlapSeconds > MOST)) {
            new Violations()
                    .add("/overlapSeconds", "out-of-range", "0 to %d seconds, which is 30 days.".formatted(MOST))
                    .orThrow();
        }
    }

    Duration overlap() {
        return Duration.ofSeconds(overlapSeconds == null ? 0 : overlapSeconds);
    }
}
