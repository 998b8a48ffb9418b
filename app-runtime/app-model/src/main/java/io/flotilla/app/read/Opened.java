package io.flotilla.app.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.app.violation.Violation;
import java.util.List;

/// What came of looking at a document's form.
///
/// @param <T> the records of the document
public sealed interface Opened<T> {
    /// It has the form of the language.
    record Fits<T>(T definition, JsonNode json, Places places) implements Opened<T> {}

    /// It has not.
    record Faulty<T>(List<Violation> violations) implements Opened<T> {
        public Faulty {
            violations = List.copyOf(violations);
        }
    }
}
