package io.flotilla.app.definition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// Unmodifiable maps that keep the order of the document, which `Map.copyOf` does not.
public final class Ordered {
    private Ordered() {}

    /// A copy in the same order.
    public static <V> SequencedMap<String, V> copyOf(Map<String, V> map) {
        return Collections.unmodifiableSequencedMap(new LinkedHashMap<>(map));
    }
}
