package io.flotilla.engine.model;

import io.flotilla.engine.control.Cancellation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Seats at a model, as one claimant sees them: an attempt is made from a seat, and when there are more attempts than
/// seats, the claimants take turns.
@FunctionalInterface
public interface Seats {
    /// A model that takes as many attempts at once as come.
    Seats UNLIMITED = (tokens, cancellation) -> Optional.of((outcome, used) -> {});

    /// Waits for a seat.
    ///
    /// @param tokens       what the attempt is thought to take; told right when the seat is left
    /// @param cancellation ends the waiting
    /// @return empty when the work was stopped before a seat was free
    Optional<Seat> take(long tokens, Cancellation cancellation);

    /// One seat, taken. Whoever has it leaves it, once.
    @FunctionalInterface
    interface Seat {
        /// Gives the seat back.
        ///
        /// @param outcome what came of the attempt; absent when none was made after all
        /// @param tokens  what it took
        void leave(@Nullable ChatOutcome outcome, long tokens);
    }
}
