package io.flotilla.app.definition;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/// How often a failed step is tried again.
///
/// @param attempts all tries together, the first one too; 1 to 10
/// @param backoff  before the second try; it doubles from try to try
/// @param on       problem codes that are worth another try; empty: those that the problem itself calls retryable
public record Retry(int attempts, Duration backoff, Set<String> on) {
    /// The wait before the second try of a step that does not say.
    public static final Duration DEFAULT_BACKOFF = Duration.ofMillis(500);

    public Retry {
        requireNonNull(backoff, "backoff");
        on = Collections.unmodifiableSet(new TreeSet<>(on));
    }
}
