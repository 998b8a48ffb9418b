package io.flotilla.engine.model.seat;

import io.flotilla.engine.model.ChatOutcome;
import io.flotilla.engine.model.ModelFailure;

/// How many seats a model has: one more after a full house did well, fewer by a third when the provider says that it is
/// too much, as TCP finds a link's width (additive increase, multiplicative decrease: Chiu and Jain, 1989). One
/// crowd is one reason: what sat down before the last decrease causes no other.
final class SeatCount {
    private static final double LESS = 0.7;

    private final int most;
    private double seats;
    private long decreasedAt = Long.MIN_VALUE;

    SeatCount(SeatRules rules) {
        this.most = rules.most();
        this.seats = rules.first();
    }

    int seats() {
        return (int) seats;
    }

    /// An attempt ended.
    ///
    /// @param turn  the attempt's place in the order of all that sat down
    /// @param turns how many have sat down by now
    /// @param full  whether no seat was free
    void learn(ChatOutcome outcome, long turn, long turns, boolean full) {
        switch (outcome) {
            case ChatOutcome.Answered _ -> {
                if (full) seats = Math.min(most, seats + 1 / seats);
            }
            case ChatOutcome.Failed failed -> {
                if (!isTooMuch(failed.failure()) || turn <= decreasedAt) return;
                seats = Math.max(1, seats * LESS);
                decreasedAt = turns;
            }
        }
    }

    private static boolean isTooMuch(ModelFailure failure) {
        return switch (failure) {
            case RATE_LIMITED, UNAVAILABLE, TIMEOUT -> true;
            case REFUSED, NOT_ACCEPTED, CONTEXT_TOO_LONG, INVALID_ANSWER, TRUNCATED, CANCELLED -> false;
        };
    }
}
