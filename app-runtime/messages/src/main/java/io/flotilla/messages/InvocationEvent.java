package io.flotilla.messages;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a worker tells the platform about a run, on `flotilla.invocation-events`, keyed by invocation.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = InvocationEvent.InvocationStarted.class, name = "InvocationStarted"),
    @JsonSubTypes.Type(value = InvocationEvent.CallDispatched.class, name = "CallDispatched"),
    @JsonSubTypes.Type(value = InvocationEvent.StepFinished.class, name = "StepFinished"),
    @JsonSubTypes.Type(value = InvocationEvent.InvocationSucceeded.class, name = "InvocationSucceeded"),
    @JsonSubTypes.Type(value = InvocationEvent.InvocationFailed.class, name = "InvocationFailed"),
    @JsonSubTypes.Type(value = InvocationEvent.InvocationCancelled.class, name = "InvocationCancelled"),
})
public sealed interface InvocationEvent {
    InvocationRef ref();

    Instant at();

    /// A worker took the invocation. Published before the offset of its request is committed.
    record InvocationStarted(InvocationRef ref, Instant at, String workerId) implements InvocationEvent {
        public InvocationStarted {
            requireNonNull(ref, "ref");
            requireNonNull(at, "at");
            requireNonNull(workerId, "workerId");
        }
    }

    /// A call is about to be made. If its usage never arrives, the platform still knows that it may have happened.
    ///
    /// @param route as [UsageRecorded#route()] will say; absent from workers that did not tell it yet
    record CallDispatched(InvocationRef ref, Instant at, Call call, @Nullable String route) implements InvocationEvent {
        public CallDispatched {
            requireNonNull(ref, "ref");
            requireNonNull(at, "at");
            requireNonNull(call, "call");
        }
    }

    /// A step ended: the journal's entry.
    ///
    /// @param problem why it failed, recovered or null
    record StepFinished(
            InvocationRef ref,
            Instant at,
            Instant startedAt,
            String stepType,
            JournalEntry entry,
            @Nullable Problem problem)
            implements InvocationEvent {
        public StepFinished {
            requireNonNull(ref, "ref");
            requireNonNull(at, "at");
            requireNonNull(startedAt, "startedAt");
            requireNonNull(stepType, "stepType");
            requireNonNull(entry, "entry");
        }
    }

    /// The run ended with an output.
    record InvocationSucceeded(InvocationRef ref, Instant at, JsonNode output, RunTiming timing)
            implements InvocationEvent {
        public InvocationSucceeded {
            requireNonNull(ref, "ref");
            requireNonNull(at, "at");
            requireNonNull(output, "output");
            requireNonNull(timing, "timing");
        }
    }

    /// The run ended with a problem.
    record InvocationFailed(InvocationRef ref, Instant at, Problem problem, RunTiming timing)
            implements InvocationEvent {
        public InvocationFailed {
            requireNonNull(ref, "ref");
            requireNonNull(at, "at");
            requireNonNull(problem, "problem");
            requireNonNull(timing, "timing");
        }
    }

    /// The run ended because somebody cancelled it.
    record InvocationCancelled(InvocationRef ref, Instant at, RunTiming timing) implements InvocationEvent {
        public InvocationCancelled {
            requireNonNull(ref, "ref");
            requireNonNull(at, "at");
            requireNonNull(timing, "timing");
        }
    }
}
