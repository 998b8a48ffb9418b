package io.flotilla.messages;

import org.jspecify.annotations.Nullable;

/// Where a run's time went, as the worker saw it, in milliseconds.
///
/// @param modelMillis      time during which at least one model call was in flight (overlapping calls count once)
/// @param connectorMillis  the same for connector calls
/// @param firstTokenMillis from the worker taking the request to the first delta; absent when nothing streamed
public record RunTiming(
        double runningMillis,
        double modelMillis,
        double connectorMillis,
        @Nullable Double firstTokenMillis) {}
