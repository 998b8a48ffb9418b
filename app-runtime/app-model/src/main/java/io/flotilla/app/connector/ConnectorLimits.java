package io.flotilla.app.connector;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/// What one operation of a connector may take at most.
public record ConnectorLimits(Duration timeout, int maxRows, long maxBytes) {
    /// Of a connector that does not say.
    public static final ConnectorLimits DEFAULT = new ConnectorLimits(Duration.ofSeconds(5), 200, 1_000_000);

    public ConnectorLimits {
        requireNonNull(timeout, "timeout");
    }
}
