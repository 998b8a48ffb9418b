package io.flotilla.messages;

import static java.util.Objects.requireNonNull;

/// The names of the topics under one prefix.
public record Topics(String prefix) {
    public Topics {
        requireNonNull(prefix, "prefix");
    }

    /// Requests that somebody may be waiting for; key: invocation.
    public String interactive() {
        return prefix + ".invocations.interactive";
    }

    /// What workers tell of runs; key: invocation.
    public String invocationEvents() {
        return prefix + ".invocation-events";
    }

    /// One CloudEvent per call; key: tenant.
    public String usage() {
        return prefix + ".usage";
    }

    /// Frames for whoever waits; partitions are leased by platform instances.
    public String replies() {
        return prefix + ".replies";
    }

    /// What every worker must hear.
    public String control() {
        return prefix + ".control";
    }

    /// Signs of life; key: worker.
    public String workerHeartbeats() {
        return prefix + ".worker-heartbeats";
    }

    /// Records nobody could read.
    public String deadLetters() {
        return prefix + ".dead-letters";
    }
}
