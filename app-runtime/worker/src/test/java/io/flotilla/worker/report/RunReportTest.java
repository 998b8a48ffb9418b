package io.flotilla.worker.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.flotilla.engine.chain.RunResult;
import io.flotilla.engine.chain.RunTiming;
import io.flotilla.engine.chain.StepEnd;
import io.flotilla.engine.chain.StepState;
import io.flotilla.engine.control.Cancellation;
import io.flotilla.engine.control.Fault;
import io.flotilla.engine.control.FaultCode;
import io.flotilla.engine.model.TokenUsage;
import io.flotilla.engine.step.Call;
import io.flotilla.engine.step.CallEnd;
import io.flotilla.engine.step.CallTarget;
import io.flotilla.engine.step.RouteKind;
import io.flotilla.engine.step.StepAddress;
import io.flotilla.messages.CallKind;
import io.flotilla.messages.InvocationEvent.CallDispatched;
import io.flotilla.messages.InvocationEvent.InvocationFailed;
import io.flotilla.messages.InvocationEvent.InvocationSucceeded;
import io.flotilla.messages.InvocationEvent.StepFinished;
import io.flotilla.messages.InvocationRequested;
import io.flotilla.messages.RecordCaps;
import io.flotilla.messages.RunEnd;
import io.flotilla.messages.Units;
import io.flotilla.messages.UnreadableMessage;
import io.flotilla.messages.Wire;
import io.flotilla.worker.ManualClock;
import io.flotilla.worker.PublishedRecords;
import io.flotilla.worker.Requests;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class RunReportTest {
    private static final StepAddress DRAFT = StepAddress.of("draft");
    private static final RunTiming TIMING =
            new RunTiming(Duration.ofMillis(9), Duration.ofMillis(5), Duration.ZERO, Duration.ofMillis(2), 1);

    private final ManualClock clock = new ManualClock();
    private final PublishedRecords published = new PublishedRecords(true);
    private final Cancellation cancellation = new Cancellation();
    private final InvocationRequested request = Requests.request()
            .model("main", "ernie", "http://127.0.0.1:1/v1", null)
            .build();
    private final RunReport report = published.reporter(clock).open(request, cancellation);

    @Test
    void everyCallIsAUsageEventWithItsPriceAndCost() {
        report.callDispatched(modelCall());
        report.callEnded(ended(modelCall(), new TokenUsage(1_000L, null, 500L, 20L), null));

        var usage = published.usage().getFirst();
        assertThat(usage.units()).isEqualTo(new Units(1_000L, null, 500L, 20L));
        assertThat(usage.costNano()).isEqualTo(2_000_000_000L);
        assertThat(usage.currency()).isEqualTo("CNY");
        assertThat(usage.scenario()).isEqualTo("finance.banking.complaint-reply");
        assertThat(usage.errorCode()).isNull();
        assertThat(published.events()).singleElement().isInstanceOfSatisfying(CallDispatched.class, dispatched -> {
            assertThat(dispatched.call()).isEqualTo(usage.call());
            assertThat(dispatched.call().price()).isEqualTo(Requests.PRICE);
            assertThat(dispatched.route()).isEqualTo("large");
        });
    }

    @Test
    void anAnnouncedCallSaysWhichWayItIsSoThatItCanBeBookedWhenItsWorkerIsLost() {
        var target = new CallTarget.OfModel("main", 0, "ernie", "scripted", RouteKind.SMALL);

        report.callDispatched(new Call(UUID.randomUUID(), DRAFT, 1, target, clock.now(), 0, null));

        assertThat(published.events())
                .singleElement()
                .isInstanceOfSatisfying(
                        CallDispatched.class,
                        dispatched -> assertThat(dispatched.route()).isEqualTo("small"));
    }

    @Test
    void imagesThatWereShownAreCountedOnceAnythingIsKnownOfTheCall() {
        var target = new CallTarget.OfModel("main", 0, "ernie", "scripted", RouteKind.LARGE);
        var call = new Call(UUID.randomUUID(), DRAFT, 1, target, clock.now(), 2, null);

        report.callEnded(ended(call, new TokenUsage(10L, null, 5L, null), null));
        report.callEnded(ended(call, TokenUsage.UNKNOWN, FaultCode.MODEL_TIMEOUT));

        assertThat(published.usage())
                .extracting(usage -> usage.units().images())
                .containsExactly(2L, null);
    }

    @Test
    void aFailedCallIsAUsageEventWhoseCostIsUnknown() {
        report.callEnded(ended(modelCall(), TokenUsage.UNKNOWN, FaultCode.MODEL_TIMEOUT));

        var usage = published.usage().getFirst();
        assertThat(usage.units()).isEqualTo(Units.UNKNOWN);
        assertThat(usage.costNano()).isNull();
        assertThat(usage.errorCode()).isEqualTo("model-timeout");
    }

    @Test
    void anAnswerThatIsGivenAgainIsAUsageEventThatCostsNothing() {
        var target = new CallTarget.OfModel("main", 0, "ernie", "scripted", RouteKind.CACHE);
        var call = new Call(UUID.randomUUID(), DRAFT, 1, target, clock.now(), 0, null);

        report.callEnded(ended(call, new TokenUsage(0L, 0L, 0L, 0L), null));

        var usage = published.usage().getFirst();
        assertThat(usage.route()).isEqualTo("cache");
        assertThat(usage.costNano()).isZero();
        assertThat(usage.currency()).isEqualTo("CNY");
    }

    @Test
    void aConnectorCallIsAUsageEventToo() {
        var target = new CallTarget.OfConnector("crm", "crm-database", "customerById");
        var call = new Call(UUID.randomUUID(), DRAFT, 1, target, clock.now(), 0, null);

        report.callEnded(ended(call, TokenUsage.UNKNOWN, null));

        var usage = published.usage().getFirst();
        assertThat(usage.call().kind()).isEqualTo(CallKind.CONNECTOR);
        assertThat(usage.call().provider()).isEqualTo("crm-database");
        assertThat(usage.call().model()).isEqualTo("customerById");
        assertThat(usage.costNano()).isNull();
    }

    @Test
    void whatAProviderCountsBelowZeroIsUnknown() {
        report.callEnded(ended(modelCall(), new TokenUsage(-1L, null, 5L, null), null));

        assertThat(published.usage().getFirst().units()).isEqualTo(new Units(null, null, 5L, null));
    }

    @Test
    void aFinishedStepIsJournalledAndToldWithWhatItUsed() {
        report.callEnded(ended(modelCall(), TokenUsage.UNKNOWN, FaultCode.RATE_LIMITED));
        report.callEnded(ended(modelCall(), new TokenUsage(10L, null, 4L, null), null));
        report.stepFinished(finished(Requests.json("{\"text\":\"hello\"}")));

        assertThat(published.events())
                .singleElement()
                .isInstanceOfSatisfying(
                        StepFinished.class,
                        event -> assertThat(event.entry().output()).isEqualTo(Requests.json("{\"text\":\"hello\"}")));
        var frame = published.frames().getLast();
        assertThat(frame.name()).isEqualTo("step.finished");
        assertThat(frame.data()).isEqualTo(Requests.json("""
                {"step": "draft", "type": "prompt", "state": "succeeded", "output": {"text": "hello"},
                 "usage": {"modelCalls": 2, "inputTokens": 10, "outputTokens": 4}}
                """));
    }

    @Test
    void theTerminalEventIsToldOnlyWhenAllUsageIsSafe() {
        var slow = new PublishedRecords(false);
        var slowly = slow.reporter(clock).open(request, cancellation);
        slowly.callEnded(ended(modelCall(), TokenUsage.UNKNOWN, null));

        var ending = Thread.ofVirtual().start(() -> slowly.ended(succeeded(TextNode.valueOf("done"))));

        await(() -> ending.getState() == Thread.State.WAITING);
        assertThat(slow.topics()).containsExactly("test.usage", "test.replies");
        slow.producer.completeNext();
        await(() -> slow.topics().size() == 3);
        assertThat(slow.topics()).containsExactly("test.usage", "test.replies", "test.invocation-events");
        slow.producer.completeNext();
        slow.producer.completeNext();
        await(() -> ending.getState() == Thread.State.TERMINATED);
    }

    @Test
    void theLastFrameCarriesTheUsageThatIsNotSafe() throws UnreadableMessage {
        var slow = new PublishedRecords(false);
        var slowly = slow.reporter(clock).open(request, cancellation);
        slowly.callEnded(ended(modelCall(), TokenUsage.UNKNOWN, null));
        slow.producer.completeNext();
        for (int i = 0; i < RunEnd.MOST_USAGE + 1; i++) {
            slowly.callEnded(ended(modelCall(), TokenUsage.UNKNOWN, null));
        }

        Thread.ofVirtual().start(() -> slowly.ended(succeeded(TextNode.valueOf("done"))));

        await(() -> !slow.frames().isEmpty());
        var end = Wire.fromTree(slow.frames().getLast().data(), RunEnd.class);
        var published = slow.usage();
        assertThat(end.usage()).isEqualTo(published.subList(2, published.size()));
    }

    @Test
    void theLastFrameIsTheTerminalEvent() throws UnreadableMessage {
        report.stepFinished(finished(TextNode.valueOf("done")));
        var terminal = report.ended(succeeded(TextNode.valueOf("done")));

        assertThat(terminal).isInstanceOfSatisfying(InvocationSucceeded.class, succeeded -> {
            assertThat(succeeded.timing().steps()).isEqualTo(1);
        });
        assertThat(published.events().getLast()).isEqualTo(terminal);
        assertThat(Wire.fromTree(published.frames().getLast().data(), RunEnd.class))
                .isEqualTo(new RunEnd(terminal, List.of()));
    }

    @Test
    void anOutputTooLargeToTellIsAProblem() {
        var large = TextNode.valueOf("x".repeat(RecordCaps.EVENT));

        assertThat(report.ended(succeeded(large)))
                .isInstanceOfSatisfying(
                        InvocationFailed.class,
                        failed -> assertThat(failed.problem().code()).isEqualTo("output-invalid"));
    }

    @Test
    void aStepOutputTooLargeForTheJournalStopsTheRun() {
        report.stepFinished(finished(TextNode.valueOf("x".repeat(RecordCaps.EVENT))));

        assertThat(cancellation.reason()).map(Fault::code).contains(FaultCode.OUTPUT_INVALID);
        assertThat(published.events()).isEmpty();
    }

    @Test
    void stepsThatTogetherOutgrowTheJournalStopTheRun() {
        var half = TextNode.valueOf("x".repeat(RecordCaps.EVENT / 2));
        for (int i = 0; i < 4; i++) report.stepFinished(finished(half));

        assertThat(cancellation.reason()).map(Fault::code).contains(FaultCode.OUTPUT_INVALID);
    }

    @Test
    void aMutedRunTellsOnlyWhatItUsed() {
        report.mute();

        report.callDispatched(modelCall());
        report.callEnded(ended(modelCall(), TokenUsage.UNKNOWN, FaultCode.CANCELLED));
        report.stepFinished(finished(NullNode.getInstance()));

        assertThat(published.topics()).containsExactly("test.usage");
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await().until(condition);
    }

    private Call modelCall() {
        var target = new CallTarget.OfModel("main", 0, "ernie", "scripted", RouteKind.LARGE);
        return new Call(
                UUID.fromString("0193a000-0000-7000-8000-000000000001"), DRAFT, 1, target, clock.now(), 0, null);
    }

    private static CallEnd ended(Call call, TokenUsage usage, FaultCode error) {
        return new CallEnd(call, usage, CallEnd.UsageSource.PROVIDER, error, Duration.ofMillis(5));
    }

    private StepEnd finished(JsonNode output) {
        return new StepEnd(DRAFT, "prompt", StepState.SUCCEEDED, output, null, clock.now());
    }

    private static RunResult succeeded(JsonNode output) {
        return new RunResult.Succeeded(output, TIMING);
    }
}
