package io.flotilla.platform.app;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Keeps what was asked for last, for values that never change under their key.
final class Recent<K, V> {
    private final Map<K, V> entries;

    Recent(int most) {
        this.entries = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    /// The value, made by `loader` if it is not kept. Two who miss at once both make it, and nobody waits for another.
    V get(K key, Supplier<V> loader) {
        synchronized (entries) {
            var kept = entries.get(key);
            if (kept != null) return kept;
        }
        var made = loader.get();
        synchronized (entries) {
            entries.put(key, made);
        }
        return made;
    }
}
