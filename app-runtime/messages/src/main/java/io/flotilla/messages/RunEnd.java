package io.flotilla.messages;

import static java.util.Objects.requireNonNull;

import java.util.List;

/// The data of a run's last frame: how it ended, and the usage that had not reached its topic for certain when the frame
/// was sent. Whoever hears it can write all of it before telling anybody, and need not wait for the topics.
///
/// @param terminal `InvocationSucceeded`, `InvocationFailed` or `InvocationCancelled`
/// @param usage    published on its topic as well; the newest [#MOST_USAGE] at most
public record RunEnd(InvocationEvent terminal, List<UsageRecorded> usage) {
    /// How many usage events a frame carries at most.
    public static final int MOST_USAGE = 16;

    public RunEnd {
        requireNonNull(terminal, "terminal");
        usage = List.copyOf(usage);
    }
}
