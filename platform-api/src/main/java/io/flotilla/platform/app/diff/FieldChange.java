package io.flotilla.platform.app.diff;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.flipkart.zjsonpatch.DiffFlags;
import com.flipkart.zjsonpatch.JsonDiff;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// One field that differs.
///
/// @param pointer where in the section or step, as a JSON pointer; in lists, as the changes before it leave them
/// @param before  absent for what was added
/// @param after   absent for what was removed
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FieldChange(
        String pointer, @Nullable JsonNode before, @Nullable JsonNode after) {
    private static final EnumSet<DiffFlags> PLAIN = EnumSet.of(
            DiffFlags.OMIT_MOVE_OPERATION, DiffFlags.OMIT_COPY_OPERATION, DiffFlags.ADD_ORIGINAL_VALUE_ON_REPLACE);

    /// What makes one value into the other, in order.
    static List<FieldChange> between(JsonNode before, JsonNode after) {
        return StreamSupport.stream(JsonDiff.asJson(before, after, PLAIN).spliterator(), false)
                .map(FieldChange::of)
                .toList();
    }

    private static FieldChange of(JsonNode operation) {
        var pointer = operation.path("path").asText();
        return switch (operation.path("op").asText()) {
            case "add" -> new FieldChange(pointer, null, operation.path("value"));
            case "remove" -> new FieldChange(pointer, operation.path("value"), null);
            case "replace" -> new FieldChange(pointer, operation.path("fromValue"), operation.path("value"));
            default -> throw new IllegalStateException("an operation that was switched off");
        };
    }
}
