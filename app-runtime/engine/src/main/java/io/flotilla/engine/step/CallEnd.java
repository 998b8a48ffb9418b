package io.flotilla.engine.step;

import static java.util.Objects.requireNonNull;

import io.flotilla.engine.control.FaultCode;
import io.flotilla.engine.model.TokenUsage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How a call ended and what it used.
///
/// @param usage  [TokenUsage#UNKNOWN] for a connector call and for an attempt that yielded nothing
/// @param source who says so
/// @param error  absent when the call succeeded
public record CallEnd(
        Call call,
        TokenUsage usage,
        UsageSource source,
        @Nullable FaultCode error,
        Duration duration) {
    public CallEnd {
        requireNonNull(call, "call");
        requireNonNull(usage, "usage");
        requireNonNull(source, "source");
        requireNonNull(duration, "duration");
    }

    /// Where the numbers come from.
    public enum UsageSource {
        /// The provider told them, or there are none to tell.
        PROVIDER,
        /// The provider told none although it answered; they are estimated from the text.
        ESTIMATED
    }
}
