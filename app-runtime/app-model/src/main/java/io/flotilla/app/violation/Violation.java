package io.flotilla.app.violation;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/// One thing that is wrong with a document, an app's inputs or a value, and where.
///
/// @param pointer    JSON pointer to the value, `""` for the document as a whole
/// @param line       from 1; 0 when the value has no place in a text (inputs, canonical JSON)
/// @param column     from 1, in characters; 0 with line 0
/// @param code       a stable word for programs, see `docs/app-language.md`
/// @param message    one sentence for the author
/// @param suggestion what was probably meant, when there is a good guess
public record Violation(
        String pointer, int line, int column, String code, String message, @Nullable String suggestion)
        implements Comparable<Violation> {
    public Violation {
        requireNonNull(pointer, "pointer");
        requireNonNull(code, "code");
        requireNonNull(message, "message");
    }

    /// A violation at a place in a text, without a suggestion.
    public static Violation at(Position position, String pointer, String code, String message) {
        return new Violation(pointer, position.line(), position.column(), code, message, null);
    }

    /// A violation of a value that has no place in a text.
    public static Violation of(String pointer, String code, String message) {
        return at(Position.NONE, pointer, code, message);
    }

    /// The same with a guess at what was meant.
    public Violation suggesting(@Nullable String guess) {
        return new Violation(pointer, line, column, code, message, guess);
    }

    /// In the order in which the author meets them.
    @Override
    public int compareTo(Violation other) {
        if (line != other.line) return Integer.compare(line, other.line);
        if (column != other.column) return Integer.compare(column, other.column);
        return pointer.compareTo(other.pointer);
    }

    /// `line 3, column 7: message (did you mean "x"?)`, as a compiler would say it.
    @Override
    public String toString() {
        var place = line == 0 ? pointer : "line %d, column %d".formatted(line, column);
        var guess = suggestion == null ? "" : " (did you mean \"%s\"?)".formatted(suggestion);
        return "%s: %s%s [%s]".formatted(place.isEmpty() ? "document" : place, message, guess, code);
    }
}
