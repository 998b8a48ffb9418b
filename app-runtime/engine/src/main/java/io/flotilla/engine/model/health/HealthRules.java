package io.flotilla.engine.model.health;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/// When a model is left alone, and how often it is tried again.
///
/// @param window            how many of the latest attempts are looked at; half of them are enough for a judgement
/// @param failurePercent    from this share of failures on, nobody is let in
/// @param openFor           for how long
/// @param probes            how many are let in after that, to see
/// @param retriesPerHundred for each hundred attempts
/// @param retriesAtLeast    there are in store at first, and at most
public record HealthRules(
        int window, int failurePercent, Duration openFor, int probes, int retriesPerHundred, int retriesAtLeast) {
    /// Slow to judge, quick to forgive.
    public static final HealthRules STANDARD = new HealthRules(20, 50, Duration.ofSeconds(10), 3, 20, 20);

    public HealthRules {
        requireNonNull(openFor, "openFor");
    }
}
