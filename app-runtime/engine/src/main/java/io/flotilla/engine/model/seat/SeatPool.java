package io.flotilla.engine.model.seat;

import io.flotilla.engine.control.Cancellation;
import io.flotilla.engine.model.ChatOutcome;
import io.flotilla.engine.model.Seats;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The seats at one model, for all runs of a process.
public final class SeatPool {
    private final ReentrantLock lock = new ReentrantLock();
    private final Share<Waiter> all = Share.all();
    private final SeatCount count;
    private int taken;
    private long turns;

    /// A model of which nothing is known yet.
    public SeatPool(SeatRules rules) {
        this.count = new SeatCount(rules);
    }

    /// The seats as this claimant sees them.
    public Seats of(Claimant claimant) {
        return (tokens, cancellation) -> take(claimant, tokens, cancellation);
    }

    private Optional<Seats.Seat> take(Claimant claimant, long tokens, Cancellation cancellation) {
        var waiter = enqueue(claimant, tokens);
        var registration = cancellation.onCancel(() -> giveUp(waiter));
        try {
            return waiter.turn.join() ? Optional.of((outcome, used) -> leave(waiter, outcome, used)) : Optional.empty();
        } finally {
            registration.close();
        }
    }

    private Waiter enqueue(Claimant claimant, long tokens) {
        lock.lock();
        try {
            var share = all.part(claimant.tenant(), claimant.weight()).part(claimant.app(), 1);
            var waiter = new Waiter(share, tokens);
            share.add(waiter);
            seat();
            return waiter;
        } finally {
            lock.unlock();
        }
    }

    private void giveUp(Waiter waiter) {
        lock.lock();
        try {
            if (waiter.number != 0) return;
            waiter.share.remove(waiter);
            waiter.turn.complete(false);
        } finally {
            lock.unlock();
        }
    }

    private void leave(Waiter waiter, @Nullable ChatOutcome outcome, long used) {
        lock.lock();
        try {
            boolean full = taken >= count.seats();
            taken--;
            if (outcome != null) count.learn(outcome, waiter.number, turns, full);
            waiter.share.charge(used - waiter.tokens);
            waiter.share.settle();
            seat();
        } finally {
            lock.unlock();
        }
    }

    private void seat() {
        while (all.waiting() > 0 && taken < count.seats()) {
            var next = all.next();
            next.share.charge(next.tokens);
            next.number = ++turns;
            taken++;
            next.turn.complete(true);
        }
    }

    private static final class Waiter {
        private final Share<Waiter> share;
        private final long tokens;
        private final CompletableFuture<Boolean> turn = new CompletableFuture<>();
        /// Zero until it has a seat.
        private long number;

        Waiter(Share<Waiter> share, long tokens) {
            this.share = share;
            this.tokens = tokens;
        }
    }
}
