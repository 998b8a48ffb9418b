package io.flotilla.engine.chain;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/// What holds where an app says nothing.
///
/// @param stepTimeout  for one try of a step that calls something
/// @param modelCalls   provider attempts of one run
/// @param tokens       input and output of one run
public record RunDefaults(Duration stepTimeout, int modelCalls, long tokens) {
    /// Wide enough for an ordinary app, and an end to one that runs away.
    public static final RunDefaults STANDARD = new RunDefaults(Duration.ofMinutes(5), 1_000, 10_000_000);

    public RunDefaults {
        requireNonNull(stepTimeout, "stepTimeout");
    }
}
