package io.flotilla.app;

import io.flotilla.app.read.Places;
import io.flotilla.app.violation.Violation;
import java.util.List;

/// What came of reading a document.
///
/// @param <T> [io.flotilla.app.definition.AppDefinition] or [io.flotilla.app.connector.ConnectorDefinition]
public sealed interface Reading<T> {
    /// The document has the language's form. Whether it makes sense is for the checker to say.
    ///
    /// @param places where each value stands in the text
    record Read<T>(T definition, Places places) implements Reading<T> {}

    /// The document could not be read.
    ///
    /// @param violations at least one, in the order of the document
    record Refused<T>(List<Violation> violations) implements Reading<T> {
        public Refused {
            violations = List.copyOf(violations);
        }
    }
}
