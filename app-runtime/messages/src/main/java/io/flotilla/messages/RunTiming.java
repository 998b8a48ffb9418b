package io.flotilla.messages;

import org.jspecify.annotations.Nullable;

/// Where a run's time went, as the worker saw it, in milliseconds, and how much it told of.
///
/// @param modelMillis      time during which at least one model call was in flight (overlapping calls count once)
/// @param connectorMillis  the same for connector calls
/// @param firstTokenMillis from the worker taking the request to the first delta; absent when nothing streamed
/// @param calls            how many usage events this attempt published, of models and connectors alike, so that whoever
///                         reads the ledger knows when it is whole; absent when the worker does not say
/// @param steps            how many `StepFinished` this attempt published, so that whoever reads the journal knows when it
///                         is whole; absent when the worker does not say
public record RunTiming(
        double runningMillis,
        double modelMillis,
        double connectorMillis,
        @Nullable Double firstTokenMillis,
        @Nullable Integer calls,
        @Nullable Integer steps) {
    /// The timing of a worker that does not count.
    public RunTiming(
            double runningMillis, double modelMillis, double connectorMillis, @Nullable Double firstTokenMillis) {
        this(runningMillis, modelMillis, connectorMillis, firstTokenMillis, null, null);
    }
}
