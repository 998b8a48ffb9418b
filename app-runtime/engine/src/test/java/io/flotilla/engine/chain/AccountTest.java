package io.flotilla.engine.chain;

import static io.flotilla.engine.chain.TestStep.json;
import static io.flotilla.engine.chain.TestStep.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.flotilla.engine.chain.RunResult.Failed;
import io.flotilla.engine.connector.ConnectorOutcome;
import io.flotilla.engine.control.FaultCode;
import io.flotilla.engine.model.ChatOutcome;
import io.flotilla.engine.model.ModelFailure;
import io.flotilla.engine.model.TokenUsage;
import io.flotilla.engine.model.scripted.Script;
import io.flotilla.engine.model.scripted.ScriptedChatModel;
import io.flotilla.engine.step.CallEnd;
import io.flotilla.engine.step.CallEnd.UsageSource;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What a run says of its calls and its time, and what it may spend.
class AccountTest {
    @Test
    void everyCallIsToldBeforeAndAfterWithWhatItUsed() {
        var run = TestRun.of("1", step("a").prompt("Tell me"))
                .models(
                        ScriptedChatModel.playing(Script.fails(ModelFailure.UNAVAILABLE)),
                        ScriptedChatModel.playing(Script.says("ok")));

        run.run();

        assertThat(run.told.calls())
                .extracting(CallEnd::usage, CallEnd::source, CallEnd::error)
                .containsExactly(
                        tuple(TokenUsage.UNKNOWN, UsageSource.PROVIDER, FaultCode.MODEL_UNAVAILABLE),
                        tuple(new TokenUsage(10L, 0L, 1L, 0L), UsageSource.PROVIDER, null));
        assertThat(run.told.calls()).extracting(end -> end.call().id()).doesNotHaveDuplicates();
    }

    @Test
    void theCallsIdIsTheProvidersRequestId() {
        var model = ScriptedChatModel.saying("ok");
        var run = TestRun.of("1", step("a").prompt("A")).models(model);

        run.run();

        assertThat(model.requests().getFirst().clientRequestId())
                .isEqualTo(run.told.calls().getFirst().call().id().toString());
    }

    @Test
    void whatAProviderDoesNotCountIsEstimatedAndMarked() {
        var run = TestRun.of("1", step("a").streamedPrompt("abcdefgh"))
                .models((request, deltas, stop) ->
                        new ChatOutcome.Failed(ModelFailure.TRUNCATED, null, "您好, wor", TokenUsage.UNKNOWN));

        run.run();

        var end = run.told.calls().getFirst();
        assertThat(end.source()).isEqualTo(UsageSource.ESTIMATED);
        assertThat(end.usage()).isEqualTo(new TokenUsage(6L, null, 4L, null));
    }

    @Test
    void onlyAStepThatStreamsLetsItsTextOut() {
        var run = TestRun.of(
                        "1", step("a").streamedPrompt("A"), step("b").after("a").prompt("B"))
                .playing(Script.says("x", "y"));

        run.run();

        assertThat(run.told.lines("delta")).containsExactly("delta a: x", "delta a: y");
    }

    @Test
    void callsThatOverlapCountTheirTimeOnce() {
        var run = TestRun.of(
                "1",
                step("a").prompt("A"),
                step("b").prompt("B"),
                step("c").using("a", "b").tool("{}"));
        run.models((request, deltas, stop) -> {
            await().until(() -> run.told.lines("dispatched").size() == 2);
            if (request.messages().getLast().content().equals("A")) run.clock.advance(Duration.ofSeconds(1));
            else await().until(() -> run.told.lines().contains("ended a#1 ok"));
            return Script.echoes().play(request, deltas, stop);
        });
        run.connector((operation, arguments, stop) -> {
            run.clock.advance(Duration.ofMillis(300));
            return new ConnectorOutcome.Answered(arguments);
        });

        var timing = run.run().timing();

        assertThat(timing.connector()).isEqualTo(Duration.ofMillis(300));
        assertThat(timing.running()).isEqualTo(Duration.ofMillis(1_300));
        assertThat(timing.model()).isLessThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(timing.firstToken()).isNull();
        assertThat(timing.calls()).isEqualTo(3);
    }

    @Test
    void tellsWhenTheFirstWordCame() {
        var run = TestRun.of("1", step("a").streamedPrompt("A"));
        run.models((request, deltas, stop) -> {
            run.clock.advance(Duration.ofMillis(70));
            deltas.accept("a");
            run.clock.advance(Duration.ofMillis(70));
            return Script.says("b").play(request, deltas, stop);
        });

        assertThat(run.run().timing().firstToken()).isEqualTo(Duration.ofMillis(70));
    }

    @Test
    void makesNoMoreModelCallsThanTheAppAllows() {
        var run = threePrompts().limits(2, null);

        var result = (Failed) run.run();

        assertThat(result.fault().code()).isEqualTo(FaultCode.BUDGET_EXCEEDED);
        assertThat(result.fault().detail()).contains("2 model calls");
        assertThat(run.told.lines("dispatched")).hasSize(2);
    }

    @Test
    void makesNoCallOnceTheTokensAreSpent() {
        var run = threePrompts().limits(null, 22L);

        var result = (Failed) run.run();

        assertThat(result.fault().code()).isEqualTo(FaultCode.BUDGET_EXCEEDED);
        assertThat(result.fault().detail()).contains("22 tokens");
        assertThat(run.told.lines("dispatched")).hasSize(2);
    }

    private static TestRun threePrompts() {
        return TestRun.of(
                "1",
                step("a").prompt("A"),
                step("b").using("a").prompt("B"),
                step("c").using("b").prompt("C"));
    }

    @Test
    void aPromptYieldsItsTextUsageModelAndReason() {
        var run = TestRun.of("\"{{ steps.a }}\"", step("a").prompt("A")).playing(Script.says("Hel", "lo"));

        assertThat(json(run.output())).isEqualTo(json("""
                        {"text": "Hello", "json": null, "model": "m0", "route": "large", "finishReason": "stop",
                         "usage": {"inputTokens": 10, "cachedInputTokens": 0, "outputTokens": 2, "reasoningTokens": 0}}"""));
    }
}
