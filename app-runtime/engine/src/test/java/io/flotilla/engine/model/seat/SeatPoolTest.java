package io.flotilla.engine.model.seat;

import static org.assertj.core.api.Assertions.assertThat;

import io.flotilla.engine.control.Cancellation;
import io.flotilla.engine.control.Fault;
import io.flotilla.engine.control.FaultCode;
import io.flotilla.engine.model.ChatOutcome;
import io.flotilla.engine.model.ModelFailure;
import io.flotilla.engine.model.Seats;
import io.flotilla.engine.model.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SeatPoolTest {
    private static final ChatOutcome WELL = new ChatOutcome.Answered("yes", "stop", TokenUsage.UNKNOWN, null);
    private static final ChatOutcome TOO_MUCH = new ChatOutcome.Failed(ModelFailure.RATE_LIMITED);
    private static final Claimant SOMEBODY = new Claimant("t", 1, "a");

    private final Cancellation never = new Cancellation();

    @Test
    void aFullHouseThatDoesWellGetsOneSeatMore() {
        var pool = new SeatPool(new SeatRules(4, 100));

        for (int i = 0; i < 4; i++) all(seated(pool, 4), WELL);
        assertThat(free(pool)).isEqualTo(4);

        all(seated(pool, 4), WELL);
        assertThat(free(pool)).isEqualTo(5);
    }

    @Test
    void seatsThatNobodyNeedsDoNotGrow() {
        var pool = new SeatPool(new SeatRules(4, 100));

        for (int i = 0; i < 100; i++) all(seated(pool, 2), WELL);

        assertThat(free(pool)).isEqualTo(4);
    }

    @Test
    void thereAreNeverMoreThanTheRulesSay() {
        var pool = new SeatPool(new SeatRules(1, 3));

        for (int i = 0; i < 100; i++) all(seated(pool, free(pool)), WELL);

        assertThat(free(pool)).isEqualTo(3);
    }

    @Test
    void oneCrowdThatIsTooMuchIsOneReason() {
        var pool = new SeatPool(new SeatRules(10, 100));

        all(seated(pool, 10), TOO_MUCH);
        assertThat(free(pool)).isEqualTo(7);

        all(seated(pool, 7), TOO_MUCH);
        assertThat(free(pool)).isEqualTo(4);
    }

    @Test
    void theLastSeatStays() {
        var pool = new SeatPool(new SeatRules(2, 100));

        for (int i = 0; i < 20; i++) all(seated(pool, 1), TOO_MUCH);

        assertThat(free(pool)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"REFUSED", "NOT_ACCEPTED", "CONTEXT_TOO_LONG", "INVALID_ANSWER", "TRUNCATED", "CANCELLED"})
    void whatIsNoCrowdTakesNoSeatAway(ModelFailure failure) {
        var pool = new SeatPool(new SeatRules(10, 100));

        all(seated(pool, 10), new ChatOutcome.Failed(failure));

        assertThat(free(pool)).isEqualTo(10);
    }

    @Test
    void whoIsStoppedWhileWaitingHasNoSeat() throws Exception {
        var pool = new SeatPool(new SeatRules(1, 1));
        var holder = seated(pool, 1).getFirst();
        var stop = new Cancellation();
        var waiting = CompletableFuture.supplyAsync(() -> pool.of(SOMEBODY).take(1, stop), Thread::startVirtualThread);

        stop.cancel(new Fault(FaultCode.CANCELLED, "stopped"));

        assertThat(waiting.get(20, TimeUnit.SECONDS)).isEmpty();
        holder.leave(WELL, 1);
        assertThat(free(pool)).isEqualTo(1);
    }

    @Test
    void whoeverIsStoppedWheneverNoSeatIsLost() throws Exception {
        var pool = new SeatPool(new SeatRules(3, 3));
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        var runs = new ArrayList<CompletableFuture<Void>>();
        for (int i = 0; i < 2000; i++) {
            var stop = new Cancellation();
            var claimant = new Claimant("t" + i % 5, 1 + i % 3, "a" + i % 2);
            runs.add(CompletableFuture.runAsync(
                    () -> pool.of(claimant).take(10, stop).ifPresent(seat -> {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        Thread.yield();
                        inside.decrementAndGet();
                        seat.leave(WELL, ThreadLocalRandom.current().nextInt(100));
                    }),
                    Thread::startVirtualThread));
            if (i % 3 == 0) Thread.startVirtualThread(() -> stop.cancel(new Fault(FaultCode.CANCELLED, "stopped")));
        }

        CompletableFuture.allOf(runs.toArray(CompletableFuture[]::new)).get(20, TimeUnit.SECONDS);

        assertThat(most).hasValueLessThanOrEqualTo(3);
        assertThat(free(pool)).isEqualTo(3);
    }

    /// How many can sit down: the one who waits in vain is stopped.
    private int free(SeatPool pool) {
        var seats = new ArrayList<Seats.Seat>();
        var stopped = new Cancellation();
        stopped.cancel(new Fault(FaultCode.CANCELLED, "no waiting"));
        for (var next = pool.of(SOMEBODY).take(1, stopped);
                next.isPresent();
                next = pool.of(SOMEBODY).take(1, stopped)) seats.add(next.get());
        seats.forEach(each -> each.leave(null, 0));
        return seats.size();
    }

    private List<Seats.Seat> seated(SeatPool pool, int many) {
        var seats = new ArrayList<Seats.Seat>();
        for (int i = 0; i < many; i++)
            seats.add(pool.of(SOMEBODY).take(1, never).orElseThrow());
        return seats;
    }

    private static void all(List<Seats.Seat> seats, ChatOutcome outcome) {
        seats.forEach(each -> each.leave(outcome, 1));
    }
}
