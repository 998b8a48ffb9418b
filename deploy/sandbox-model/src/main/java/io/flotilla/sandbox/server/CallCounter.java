package io.flotilla.sandbox.server;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// Counts every call when it arrives, also the ones that are refused or break later, so that anybody can hold a ledger
/// against it.
final class CallCounter {
    private final LongAdder total = new LongAdder();
    private final Map<String, LongAdder> byModel = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> byRequest = new ConcurrentHashMap<>();
    private final Map<String, Shapes.Usage> usageByRequest = new ConcurrentHashMap<>();

    /// What was counted since the start or the last reset. Calls without an id are in `total` and `byModel` only.
    ///
    /// @param usageByRequest the tokens of those that were answered, of the last one of each id
    record Counts(
            long total,
            Map<String, Long> byModel,
            Map<String, Long> byRequest,
            Map<String, Shapes.Usage> usageByRequest) {}

    void count(String model, String requestId) {
        total.increment();
        byModel.computeIfAbsent(model, key -> new LongAdder()).increment();
        if (!requestId.isBlank()) {
            byRequest.computeIfAbsent(requestId, key -> new LongAdder()).increment();
        }
    }

    void answered(String requestId, Shapes.Usage usage) {
        if (!requestId.isBlank()) usageByRequest.put(requestId, usage);
    }

    Counts counts() {
        return new Counts(total.sum(), sums(byModel), sums(byRequest), new TreeMap<>(usageByRequest));
    }

    void reset() {
        total.reset();
        byModel.clear();
        byRequest.clear();
        usageByRequest.clear();
    }

    private static Map<String, Long> sums(Map<String, LongAdder> adders) {
        var sums = new TreeMap<String, Long>();
        adders.forEach((key, adder) -> sums.put(key, adder.sum()));
        return sums;
    }
}
