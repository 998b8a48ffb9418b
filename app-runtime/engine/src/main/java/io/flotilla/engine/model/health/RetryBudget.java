package io.flotilla.engine.model.health;

import java.util.concurrent.atomic.AtomicInteger;

/// Retries that attempts earn: kept in hundredths of one.
final class RetryBudget {
    private static final int ONE = 100;

    private final AtomicInteger store;
    private final int perAttempt;
    private final int most;

    /// @param perHundred what a hundred attempts earn
    /// @param most       what there is at first, and at most
    RetryBudget(int perHundred, int most) {
        this.perAttempt = perHundred;
        this.most = most * ONE;
        this.store = new AtomicInteger(this.most);
    }

    void earn() {
        store.updateAndGet(now -> Math.min(most, now + perAttempt));
    }

    boolean take() {
        return store.getAndUpdate(now -> now < ONE ? now : now - ONE) >= ONE;
    }
}
