package io.flotilla.worker.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is known of the invocations seen last; the oldest are forgotten. Not safe for several threads.
final class Recent<T> {
    private final Map<UUID, T> entries;

    Recent(int size) {
        this.entries = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<UUID, T> eldest) {
                return size() > size;
            }
        };
    }

    @Nullable
    T get(UUID invocation) {
        return entries.get(invocation);
    }

    void put(UUID invocation, T value) {
        entries.remove(invocation);
        entries.put(invocation, value);
    }
}
