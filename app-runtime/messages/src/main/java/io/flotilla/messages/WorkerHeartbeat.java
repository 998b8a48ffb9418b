package io.flotilla.messages;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A worker says that it lives and what it runs, every few seconds, on `flotilla.worker-heartbeats`, keyed by worker.
///
/// @param workerId   new at every start of a worker
/// @param stopping   the worker drains: it takes nothing more
/// @param handedOver only in the last heartbeat of a worker that could not finish in time: what it gave up without a
///                   terminal event. Nobody runs these now, so they are taken over at once, not after a silence
public record WorkerHeartbeat(
        String workerId,
        Instant startedAt,
        Instant at,
        int capacity,
        List<InvocationRef> running,
        boolean stopping,
        List<InvocationRef> handedOver) {
    public WorkerHeartbeat {
        requireNonNull(workerId, "workerId");
        requireNonNull(startedAt, "startedAt");
        requireNonNull(at, "at");
        running = List.copyOf(running);
        handedOver = copyOrNone(handedOver);
    }

    /// A heartbeat that hands nothing over.
    public WorkerHeartbeat(
            String workerId,
            Instant startedAt,
            Instant at,
            int capacity,
            List<InvocationRef> running,
            boolean stopping) {
        this(workerId, startedAt, at, capacity, running, stopping, List.of());
    }

    /// A worker of an older version does not know the field.
    private static List<InvocationRef> copyOrNone(@Nullable List<InvocationRef> refs) {
        return refs == null ? List.of() : List.copyOf(refs);
    }
}
