package io.flotilla.messages;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;

/// One event of a run on its way to whoever waits, on `flotilla.replies`.
///
/// @param sequence gap-free per attempt, from 1
/// @param name     the event's name in the API: `invocation.started`, `step.started`, `step.delta`, `step.retrying`,
///                 `step.finished`, `invocation.finished`
/// @param data     the event's data in the API's shape; for `invocation.finished` a [RunEnd]
public record ReplyFrame(InvocationRef ref, long sequence, String name, JsonNode data) {
    public ReplyFrame {
        requireNonNull(ref, "ref");
        requireNonNull(name, "name");
        requireNonNull(data, "data");
    }
}
