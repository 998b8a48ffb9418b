package io.flotilla.engine.chain;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Where a run's time went.
///
/// @param model      time in which at least one model call was under way; overlapping calls count once
/// @param connector  the same for connector calls
/// @param calls      how many calls it made, of models and connectors alike
/// @param firstToken from the start of the run to its first delta; absent when nothing streamed
public record RunTiming(
        Duration running,
        Duration model,
        Duration connector,
        @Nullable Duration firstToken,
        int calls) {
    public RunTiming {
        requireNonNull(running, "running");
        requireNonNull(model, "model");
        requireNonNull(connector, "connector");
    }
}
