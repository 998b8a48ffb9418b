package io.flotilla.app.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.app.definition.AppDefinition;
import io.flotilla.app.schema.JsonSchema;
import io.flotilla.app.violation.Violation;
import java.util.List;

/// An app that was checked: what the engine runs. Immutable, safe for many threads; compile once and keep it
/// by [#hash].
///
/// @param hash SHA-256 of the definition's canonical JSON, in lower-case hex
/// @param root the app's steps and output
/// @param inputs the inputs' schema, compiled
public record CheckedApp(AppDefinition definition, String hash, Block root, JsonSchema inputs) {
    /// What is wrong with the inputs of an invocation; empty when nothing is. Pointers are relative to the inputs.
    public List<Violation> checkInputs(JsonNode values) {
        return inputs.check(values);
    }
}
