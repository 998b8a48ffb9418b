package io.flotilla.messages;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.UUID;

/// What the platform tells every worker at once, on `flotilla.control`, and what a worker tells it back of a probe.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ControlMessage.StopInvocation.class, name = "StopInvocation"),
    @JsonSubTypes.Type(value = ControlMessage.ProbeRequested.class, name = "ProbeRequested"),
    @JsonSubTypes.Type(value = ControlMessage.ProbeAnswered.class, name = "ProbeAnswered"),
})
public sealed interface ControlMessage {
    /// End a run now: its upstream calls are closed.
    ///
    /// @param reason why: `CANCELLED` by somebody, `DEADLINE` passed, `SUPERSEDED` by a newer attempt. The
    ///               attempt in `ref` and every older one stop.
    record StopInvocation(InvocationRef ref, Instant at, StopReason reason) implements ControlMessage {
        public StopInvocation {
            requireNonNull(ref, "ref");
            requireNonNull(at, "at");
            requireNonNull(reason, "reason");
        }
    }

    /// Try something out now and say what came of it. Every worker hears it, the one that is named does it.
    ///
    /// @param deadline after which nobody waits for the answer
    record ProbeRequested(UUID id, UUID tenantId, String workerId, Instant deadline, ProbeTarget target)
            implements ControlMessage {
        public ProbeRequested {
            requireNonNull(id, "id");
            requireNonNull(tenantId, "tenantId");
            requireNonNull(workerId, "workerId");
            requireNonNull(deadline, "deadline");
            requireNonNull(target, "target");
        }
    }

    /// What came of a probe. For the platform; workers pass over it.
    record ProbeAnswered(UUID id, ProbeReport report) implements ControlMessage {
        public ProbeAnswered {
            requireNonNull(id, "id");
            requireNonNull(report, "report");
        }
    }

    /// Why a run is stopped from outside.
    enum StopReason {
        CANCELLED,
        DEADLINE,
        SUPERSEDED
    }
}
