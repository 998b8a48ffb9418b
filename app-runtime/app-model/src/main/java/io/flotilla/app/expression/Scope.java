package io.flotilla.app.expression;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The values behind the names an expression may use.
///
/// @param steps  outputs of the steps that have ended, by id; a skipped one is absent or JSON null
/// @param item   inside `each` only
/// @param index  inside `each` only
/// @param answer a step's own output, in its `verify` only
public record Scope(
        JsonNode inputs,
        Map<String, JsonNode> steps,
        Invocation invocation,
        @Nullable JsonNode item,
        @Nullable Integer index,
        @Nullable JsonNode answer) {
    public Scope {
        requireNonNull(inputs, "inputs");
        steps = Map.copyOf(steps);
        requireNonNull(invocation, "invocation");
    }

    /// The scope in which a run begins.
    public static Scope of(JsonNode inputs, Invocation invocation) {
        return new Scope(inputs, Map.of(), invocation, null, null, null);
    }

    /// The same after a step has ended.
    public Scope withStep(String id, JsonNode output) {
        var more = new LinkedHashMap<>(steps);
        more.put(id, output);
        return new Scope(inputs, more, invocation, item, index, answer);
    }

    /// The same inside `each`.
    public Scope withItem(JsonNode itsItem, int itsIndex) {
        return new Scope(inputs, steps, invocation, itsItem, itsIndex, answer);
    }

    /// The same for the `verify` of a step that would yield `output`.
    public Scope withAnswer(JsonNode output) {
        return new Scope(inputs, steps, invocation, item, index, output);
    }

    /// What expressions see as `invocation`.
    public record Invocation(String id, Instant time, String caller) {
        public Invocation {
            requireNonNull(id, "id");
            requireNonNull(time, "time");
            requireNonNull(caller, "caller");
        }
    }
}
