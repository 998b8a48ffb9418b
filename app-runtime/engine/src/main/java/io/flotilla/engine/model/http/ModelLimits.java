package io.flotilla.engine.model.http;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/// How long an attempt may take and how much it may send.
///
/// @param connect    until the connection stands
/// @param firstFrame until the first piece of a stream; comments that keep a connection alive are not pieces
/// @param nextFrame  from one piece of a stream to the next
/// @param total      until the end, streamed or not
/// @param maxBytes   of one answer or one line of a stream, and of all the text of an answer
public record ModelLimits(Duration connect, Duration firstFrame, Duration nextFrame, Duration total, int maxBytes) {
    /// For providers that somebody pays for.
    public static final ModelLimits DEFAULT = new ModelLimits(
            Duration.ofSeconds(10), Duration.ofSeconds(90), Duration.ofSeconds(60), Duration.ofMinutes(10), 8 << 20);

    public ModelLimits {
        requireNonNull(connect, "connect");
        requireNonNull(firstFrame, "firstFrame");
        requireNonNull(nextFrame, "nextFrame");
        requireNonNull(total, "total");
    }
}
