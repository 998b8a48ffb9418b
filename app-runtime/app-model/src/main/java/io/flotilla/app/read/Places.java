package io.flotilla.app.read;

import io.flotilla.app.violation.Position;

/// Where the values of a document stand in its text.
public interface Places {
    /// The places of what was not read from a text.
    Places UNKNOWN = (pointer, line, column) -> Position.NONE;

    /// Where something inside a text value stands in the document.
    ///
    /// @param pointer JSON pointer to the value
    /// @param line    in the value's text, from 1
    /// @param column  in the value's text, from 1
    Position inside(String pointer, int line, int column);

    /// Whether the document has a value there. What was not read from a text says yes.
    default boolean has(String pointer) {
        return true;
    }

    /// Where a value starts.
    default Position of(String pointer) {
        return inside(pointer, 0, 0);
    }
}
