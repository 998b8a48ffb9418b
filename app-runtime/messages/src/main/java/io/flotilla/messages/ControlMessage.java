package io.flotilla.messages;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/// What the platform tells every worker at once, on `flotilla.control`.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({@JsonSubTypes.Type(value = ControlMessage.StopInvocation.class, name = "StopInvocation")})
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

    /// Why a run is stopped from outside.
    enum StopReason {
        CANCELLED,
        DEADLINE,
        SUPERSEDED
    }
}
