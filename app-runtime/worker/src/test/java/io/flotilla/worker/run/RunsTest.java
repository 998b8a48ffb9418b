package io.flotilla.worker.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flotilla.engine.control.Fault;
import io.flotilla.engine.control.FaultCode;
import io.flotilla.messages.ControlMessage.StopReason;
import io.flotilla.messages.InvocationEvent.InvocationCancelled;
import io.flotilla.messages.InvocationEvent.InvocationFailed;
import io.flotilla.messages.InvocationRef;
import io.flotilla.worker.ManualClock;
import io.flotilla.worker.PublishedRecords;
import io.flotilla.worker.Requests;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunsTest {
    private final ManualClock clock = new ManualClock();
    private final PublishedRecords published = new PublishedRecords(true);
    private final CountDownLatch end = new CountDownLatch(1);
    private final Runs runs =
            new Runs(this::runUntilTheEnd, published.reporter(clock), clock, published.metrics, new Config());
    private final InvocationRef first = new InvocationRef(UUID.randomUUID(), UUID.randomUUID(), 1);

    @AfterEach
    void endAllRuns() {
        end.countDown();
    }

    @Test
    void aPlaceIsTakenFromAdmissionToTheEndOfTheRun() {
        var run = admitted(first);
        assertThat(runs.free()).isEqualTo(9);

        runs.start(run);
        assertThat(runs.running()).containsExactly(first);

        end.countDown();
        await().until(() -> runs.free() == 10);
        assertThat(runs.running()).isEmpty();
    }

    @Test
    void aRequestThatComesTwiceRunsOnce() {
        runs.start(admitted(first));
        assertThat(admit(first)).isInstanceOf(Admission.Known.class);

        end.countDown();
        await().until(() -> runs.free() == 10);
        assertThat(admit(first)).isInstanceOf(Admission.Known.class);
    }

    @Test
    void aDroppedRequestIsAdmittedWhenItComesAgain() {
        runs.drop(admitted(first));

        assertThat(admit(first)).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void aNewerAttemptSilencesTheOlderOne() {
        var older = admitted(first);
        runs.start(older);

        var newer = admitted(attempt(2));

        assertThat(older.silenced()).isEqualTo("superseded");
        assertThat(older.cancellation().isCancelled()).isTrue();
        assertThat(newer.silenced()).isNull();
        assertThat(runs.running()).containsExactly(attempt(2));
        assertThat(runs.free()).isEqualTo(8);
        assertThat(admit(first)).isInstanceOf(Admission.Known.class);
    }

    @Test
    void aRequestPastItsDeadlineIsRefusedAndNotRun() {
        var late = Requests.request().of(first).deadline(clock.now()).build();

        assertThat(runs.admit(late))
                .isInstanceOfSatisfying(
                        Admission.Refused.class,
                        refused -> assertThat(refused.terminal())
                                .isInstanceOfSatisfying(
                                        InvocationFailed.class,
                                        failed -> assertThat(failed.problem().code())
                                                .isEqualTo("deadline-exceeded")));
        assertThat(runs.free()).isEqualTo(10);
    }

    @Test
    void eachReasonToStopEndsTheRunInItsOwnWay() {
        var cancelled = admitted(first);
        runs.stop(first, StopReason.CANCELLED);
        assertThat(cancelled.cancellation().reason()).map(Fault::code).contains(FaultCode.CANCELLED);
        assertThat(cancelled.silenced()).isNull();

        var late = admitted(attempt(2));
        runs.stop(attempt(2), StopReason.DEADLINE);
        assertThat(late.cancellation().reason()).map(Fault::code).contains(FaultCode.DEADLINE_EXCEEDED);

        var superseded = admitted(attempt(3));
        runs.stop(attempt(3), StopReason.SUPERSEDED);
        assertThat(superseded.silenced()).isEqualTo("superseded");
    }

    @Test
    void aStopForAnOlderAttemptLeavesTheNewerOneAlone() {
        var newer = admitted(attempt(2));

        runs.stop(first, StopReason.SUPERSEDED);

        assertThat(newer.cancellation().isCancelled()).isFalse();
    }

    @Test
    void aStopThatComesBeforeItsRequestIsRemembered() {
        runs.stop(first, StopReason.CANCELLED);

        assertThat(admit(first))
                .isInstanceOfSatisfying(
                        Admission.Refused.class,
                        refused -> assertThat(refused.terminal()).isInstanceOf(InvocationCancelled.class));
        assertThat(admit(attempt(2))).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void handingOverSilencesAllButWhatIsTellingItsEnd() throws InterruptedException {
        var running = admitted(first);
        var other = new InvocationRef(UUID.randomUUID(), UUID.randomUUID(), 1);
        var ending = admitted(other);
        ending.beginEnding();

        assertThat(runs.handOver()).containsExactly(first);
        assertThat(running.silenced()).isEqualTo("handed-over");
        assertThat(running.beginEnding()).isFalse();
        assertThat(ending.silenced()).isNull();
        assertThat(runs.awaitIdle(Duration.ofMillis(1))).isFalse();
    }

    private Admission admit(InvocationRef ref) {
        return runs.admit(
                Requests.request().of(ref).deadline(clock.now().plusSeconds(60)).build());
    }

    private Run admitted(InvocationRef ref) {
        return ((Admission.Admitted) admit(ref)).run();
    }

    private InvocationRef attempt(int attempt) {
        return new InvocationRef(first.tenantId(), first.invocationId(), attempt);
    }

    private void runUntilTheEnd(Run run) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Config() implements RunConfig {
        @Override
        public int capacity() {
            return 10;
        }

        @Override
        public int remembered() {
            return 100;
        }

        @Override
        public long answerBytes() {
            return 0;
        }
    }
}
