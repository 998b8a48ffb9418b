package io.flotilla.app.read;

import io.flotilla.app.violation.Position;

/// Where the values of a document stand in its text.
public interface Places {
    /// The places of what was not read from a text.
    Places UNKNOWN = pointer -> Position.NONE;

    /// Where a value starts.
    ///
    /// @param pointer JSON pointer to the value
    Position of(String pointer);
}
