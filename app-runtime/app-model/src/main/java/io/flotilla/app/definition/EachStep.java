package io.flotilla.app.definition;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;

/// Runs nested steps for every item of a list. Yields the list of their outputs, in the items' order.
///
/// @param items    CEL, or a text that is one `{{ }}`: a list
/// @param parallel how many items are worked on at a time, 1 to 64
public record EachStep(
        String id, StepOptions options, String items, int parallel, NestedSteps body, OnItemError onItemError)
        implements Step {
    public EachStep {
        requireNonNull(id, "id");
        requireNonNull(options, "options");
        requireNonNull(items, "items");
        requireNonNull(body, "body");
        requireNonNull(onItemError, "onItemError");
    }

    /// What happens when the steps of one item failed.
    public sealed interface OnItemError {
        /// The whole step fails (the default).
        record Fail() implements OnItemError {}

        /// The item is left out of the list.
        record Skip() implements OnItemError {}

        /// The item yields this value instead, with `{{ }}` in its texts.
        record UseValue(JsonNode value) implements OnItemError {
            public UseValue {
                requireNonNull(value, "value");
            }
        }
    }
}
