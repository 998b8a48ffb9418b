package io.flotilla.app.read;

import io.flotilla.app.violation.Position;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Places in a text that was read.
final class TextPlaces implements Places {
    private record Place(Position start, boolean quoted, boolean block) {}

    private final List<String> lines;
    private final Map<String, Place> places = new HashMap<>();
    private final Map<String, Position> keys = new HashMap<>();

    TextPlaces(String text) {
        lines = text.lines().toList();
    }

    void put(String pointer, Position start, boolean quoted, boolean block) {
        places.put(pointer, new Place(start, quoted, block));
    }

    void putKey(String pointer, Position start) {
        keys.put(pointer, start);
    }

    /// Where the key of a field stands.
    Position key(String pointer) {
        return keys.getOrDefault(pointer, of(pointer));
    }

    @Override
    public boolean has(String pointer) {
        return places.containsKey(pointer);
    }

    @Override
    public Position inside(String pointer, int line, int column) {
        var place = places.get(pointer);
        if (place == null) return ancestor(pointer);
        var start = place.start();
        if (line == 0) return start;
        if (place.block()) return inBlock(start, line, column);
        if (line > 1) return start;
        return new Position(start.line(), start.column() + column - 1 + (place.quoted() ? 1 : 0));
    }

    /// A block starts with `|` or `>` at the end of a line; its first line tells the indent.
    private Position inBlock(Position start, int line, int column) {
        int first = start.line();
        while (first < lines.size() && lines.get(first).isBlank()) first++;
        if (first >= lines.size()) return start;
        var text = lines.get(first);
        int indent = text.length() - text.stripLeading().length();
        return new Position(Math.min(start.line() + line, lines.size()), indent + column);
    }

    private Position ancestor(String pointer) {
        int slash = pointer.lastIndexOf('/');
        return slash < 0 ? Position.START : of(pointer.substring(0, slash));
    }
}
