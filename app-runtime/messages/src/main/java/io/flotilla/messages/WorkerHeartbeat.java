package io.flotilla.messages;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/// A worker says that it lives and what it runs, every few seconds, on `flotilla.worker-heartbeats`, keyed by worker.
///
/// @param workerId new at every start of a worker
/// @param stopping the worker drains: it takes nothing more
public record WorkerHeartbeat(
        String workerId, Instant startedAt, Instant at, int capacity, List<InvocationRef> running, boolean stopping) {
    public WorkerHeartbeat {
        requireNonNull(workerId, "workerId");
        requireNonNull(startedAt, "startedAt");
        requireNonNull(at, "at");
        running = List.copyOf(running);
    }
}
