package io.flotilla.engine.chain;

import static io.flotilla.engine.chain.TestStep.block;
import static io.flotilla.engine.chain.TestStep.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flotilla.engine.chain.RunResult.Cancelled;
import io.flotilla.engine.chain.RunResult.Failed;
import io.flotilla.engine.control.Cancellation;
import io.flotilla.engine.control.Fault;
import io.flotilla.engine.control.FaultCode;
import io.flotilla.engine.model.ModelFailure;
import io.flotilla.engine.model.ModelHealth;
import io.flotilla.engine.model.scripted.Script;
import io.flotilla.engine.model.scripted.ScriptedChatModel;
import io.flotilla.engine.model.seat.Claimant;
import io.flotilla.engine.model.seat.SeatPool;
import io.flotilla.engine.model.seat.SeatRules;
import io.flotilla.engine.step.BoundModel;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Time limits, and being stopped from outside.
class StopTest {
    @Test
    void aTryThatTakesTooLongIsStoppedAndTriedAgain() {
        var run = TestRun.of(
                        "\"{{ steps.a.text }}\"",
                        step("a").timeout(Duration.ofSeconds(5)).retry(2).prompt("A"))
                .playing(Script.hangs(), Script.echoes());
        var result = run.start();
        await().until(() -> run.told.lines().contains("dispatched a#1 to main/m0"));

        run.clock.advance(Duration.ofSeconds(5));

        assertThat(TestRun.output(result.join())).isEqualTo("\"A\"");
        assertThat(run.told.lines("ended")).containsExactly("ended a#1 model-timeout", "ended a#2 ok");
    }

    @Test
    void aBranchThatTakesTooLongIsStoppedWithAllInsideIt() {
        var nested = block("1", step("n").prompt("N"));
        var run = TestRun.of(
                        "\"{{ steps.b }}\"",
                        step("b")
                                .timeout(Duration.ofSeconds(5))
                                .onErrorValue("\"late\"")
                                .branch(nested))
                .playing(Script.hangs());
        var result = run.start();
        await().until(() -> run.told.lines("dispatched").size() == 1);

        run.clock.advance(Duration.ofSeconds(5));

        assertThat(TestRun.output(result.join())).isEqualTo("\"late\"");
        assertThat(run.told.lines("finished"))
                .containsExactly("finished n FAILED deadline-exceeded", "finished b RECOVERED deadline-exceeded");
    }

    @Test
    void theDeadlineEndsEverything() {
        var run = TestRun.of(
                        "1",
                        step("a")
                                .retry(3)
                                .onErrorValue("1")
                                .timeout(Duration.ofHours(1))
                                .prompt("A"),
                        step("b").timeout(Duration.ofHours(1)).prompt("B"))
                .playing(Script.hangs());
        var result = run.start();
        await().until(() -> run.told.lines("dispatched").size() == 2);

        run.clock.advance(Duration.ofMinutes(10));

        var failed = (Failed) result.join();
        assertThat(failed.fault().code()).isEqualTo(FaultCode.DEADLINE_EXCEEDED);
        assertThat(failed.at()).isNull();
        assertThat(run.told.lines("ended"))
                .containsExactlyInAnyOrder("ended a#1 deadline-exceeded", "ended b#1 deadline-exceeded");
    }

    @Test
    void stoppingFromOutsideEndsEverythingAtOnce() {
        var run = TestRun.of(
                        "1",
                        step("a").onErrorValue("1").prompt("A"),
                        step("b").branch(block("1", step("n").retry(3).prompt("N"))))
                .playing(Script.hangs());
        var result = run.start();
        await().until(() -> run.told.lines("dispatched").size() == 2);

        run.stop();

        assertThat(result.join()).isInstanceOf(Cancelled.class);
        assertThat(run.told.lines("ended")).hasSize(2).allMatch(line -> line.endsWith("cancelled"));
        assertThat(run.told.lines("finished")).hasSize(3).allMatch(line -> line.endsWith("FAILED cancelled"));
    }

    @Test
    void stoppingEndsAWaitBetweenTries() {
        var run = TestRun.of("1", step("a").retry(3).prompt("A"));
        run.models((request, deltas, stop) -> {
            run.stop();
            return Script.fails(ModelFailure.UNAVAILABLE).play(request, deltas, stop);
        });

        assertThat(run.run()).isInstanceOf(Cancelled.class);
        assertThat(run.told.lines("dispatched")).hasSize(1);
    }

    @Test
    void stoppingEndsTheWaitForASeat() {
        var seats = new SeatPool(new SeatRules(1, 1)).of(new Claimant("t", 1, "other"));
        var taken = seats.take(1, new Cancellation());
        var run = TestRun.of("1", step("a").prompt("A"))
                .bound(
                        "main",
                        new BoundModel(
                                "m",
                                "p",
                                ScriptedChatModel.playing(Script.echoes()),
                                ModelHealth.UNWATCHED,
                                seats,
                                null));
        var result = run.start();
        await().until(() -> run.told.lines("started").size() == 1);

        run.stop();

        assertThat(taken).isPresent();
        assertThat(result.join()).isInstanceOf(Cancelled.class);
        assertThat(run.told.lines("dispatched")).isEmpty();
    }

    @Test
    void aRunThatIsStoppedBeforeItBeginsDoesNothing() {
        var run = TestRun.of("1", step("a").prompt("A"));
        run.stop();

        assertThat(run.run()).isInstanceOf(Cancelled.class);
        assertThat(run.told.lines()).isEmpty();
    }

    @Test
    void aRunWhoseDeadlineHasPassedDoesNothing() {
        var run = TestRun.of("1", step("a").prompt("A"));
        run.clock.advance(Duration.ofMinutes(11));

        assertThat(((Failed) run.run()).fault().code()).isEqualTo(FaultCode.DEADLINE_EXCEEDED);
        assertThat(run.told.lines()).isEmpty();
    }

    @Test
    void aStopForAnotherReasonIsAFailureWithThatReason() {
        var run = TestRun.of("1", step("a").prompt("A"));
        run.cancellation.cancel(new Fault(FaultCode.DEADLINE_EXCEEDED, "late"));

        assertThat(((Failed) run.run()).fault().code()).isEqualTo(FaultCode.DEADLINE_EXCEEDED);
    }
}
