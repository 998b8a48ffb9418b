package io.flotilla.worker.bind;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Values that are costly to make, the ones used last. Two threads that ask at once may both make one; the first is kept.
final class Kept<K, V> {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<K, V> values;

    Kept(int most) {
        this.values = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    V get(K key, Function<K, V> make) {
        var known = known(key, null);
        if (known != null) return known;
        V made = make.apply(key);
        var first = known(key, made);
        return first == null ? made : first;
    }

    private @Nullable V known(K key, @Nullable V fresh) {
        lock.lock();
        try {
            var known = values.get(key);
            if (known == null && fresh != null) values.put(key, fresh);
            return known;
        } finally {
            lock.unlock();
        }
    }
}
