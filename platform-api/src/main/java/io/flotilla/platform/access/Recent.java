package io.flotilla.platform.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Remembers answers for a moment, so that a busy caller is not looked up for every request. What changes
/// elsewhere is seen when the moment is over, on every instance.
public final class Recent<K, V> {
    private static final int MOST = 10_000;

    private final ConcurrentHashMap<K, Entry<V>> entries = new ConcurrentHashMap<>();
    private final Clock clock;
    private final Duration moment;

    public Recent(Clock clock, Duration moment) {
        this.clock = clock;
        this.moment = moment;
    }

    /// What is remembered of `key`, unless it is too old.
    public Optional<V> get(K key) {
        var entry = entries.get(key);
        if (entry == null || !entry.until().isAfter(clock.instant())) return Optional.empty();
        return Optional.of(entry.value());
    }

    /// Remembers `value`, as it was known at `since`: before the look-up began, not after.
    public V put(K key, V value, Instant since) {
        if (entries.size() >= MOST) sweep();
        if (entries.size() < MOST) entries.put(key, new Entry<>(value, since.plus(moment)));
        return value;
    }

    /// Forgets `key` now.
    public void forget(K key) {
        entries.remove(key);
    }

    /// Forgets everything now.
    public void forgetAll() {
        entries.clear();
    }

    private void sweep() {
        var now = clock.instant();
        entries.values().removeIf(entry -> !entry.until().isAfter(now));
    }

    private record Entry<V>(V value, Instant until) {}
}
