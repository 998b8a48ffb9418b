package io.flotilla.app.violation;

/// A place in a text: line and column from 1, in characters. [#NONE] is no place.
public record Position(int line, int column) {
    /// The place of what was never text.
    public static final Position NONE = new Position(0, 0);

    /// The start of a text.
    public static final Position START = new Position(1, 1);
}
