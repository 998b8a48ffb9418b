package io.flotilla.app.read;

import io.flotilla.app.violation.Position;
import io.flotilla.app.violation.Violation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Collects violations of one document, up to a bound.
public final class Findings {
    /// More than this many at once help nobody.
    public static final int MOST = 50;

    private final Places places;
    private final List<Violation> found = new ArrayList<>();

    /// None yet.
    public Findings(Places places) {
        this.places = places;
    }

    /// A violation of the value at `pointer`.
    public void add(String pointer, String code, String message) {
        add(places.of(pointer), pointer, code, message, null);
    }

    /// The same with a guess at what was meant.
    public void add(String pointer, String code, String message, @Nullable String suggestion) {
        add(places.of(pointer), pointer, code, message, suggestion);
    }

    /// A violation of the key of the field at `pointer`.
    void addKey(String pointer, String code, String message, @Nullable String suggestion) {
        add(places instanceof TextPlaces text ? text.key(pointer) : Position.NONE, pointer, code, message, suggestion);
    }

    /// A violation at a place of its own.
    public void add(Position position, String pointer, String code, String message, @Nullable String suggestion) {
        if (found.size() >= 10 * MOST) return;
        found.add(new Violation(pointer, position.line(), position.column(), code, message, suggestion));
    }

    /// Whether there are none.
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /// Where the document's values stand.
    public Places places() {
        return places;
    }

    /// The first of them, in the order of the document.
    public List<Violation> sorted() {
        return found.stream().sorted().distinct().limit(MOST).toList();
    }
}
