package io.flotilla.app.definition;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;

/// What happens when a step failed for good.
public sealed interface OnError {
    /// The invocation fails (the default).
    record Fail() implements OnError {}

    /// The step yields this value instead, with `{{ }}` in its texts.
    record UseValue(JsonNode value) implements OnError {
        public UseValue {
            requireNonNull(value, "value");
        }
    }

    /// The step counts as skipped, and so does every step that is listed between it and `step`, a later one
    /// of the same list.
    record GoTo(String step) implements OnError {
        public GoTo {
            requireNonNull(step, "step");
        }
    }
}
