package io.flotilla.app.definition;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What one invocation may take at most. What is absent is the platform's default.
public record Limits(
        @Nullable Duration deadline,
        @Nullable Integer modelCalls,
        @Nullable Long tokens,
        @Nullable Money cost) {
    /// All left to the platform.
    public static final Limits NONE = new Limits(null, null, null, null);
}
