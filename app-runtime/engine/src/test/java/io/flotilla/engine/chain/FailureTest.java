package io.flotilla.engine.chain;

import static io.flotilla.engine.chain.TestStep.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.flotilla.engine.chain.RunResult.Failed;
import io.flotilla.engine.connector.ConnectorOutcome;
import io.flotilla.engine.control.Fault;
import io.flotilla.engine.control.FaultCode;
import io.flotilla.engine.model.ModelFailure;
import io.flotilla.engine.model.scripted.Script;
import io.flotilla.engine.model.scripted.ScriptedChatModel;
import io.flotilla.engine.step.StepAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Trying again, falling back, recovering, giving up.
class FailureTest {
    @ParameterizedTest
    @CsvSource({
        "RATE_LIMITED, rate-limited, true",
        "UNAVAILABLE, model-unavailable, true",
        "REFUSED, model-refused, false",
        "CONTEXT_TOO_LONG, context-too-long, false",
        "INVALID_ANSWER, model-unavailable, true",
        "TRUNCATED, model-unavailable, true",
        "TIMEOUT, model-timeout, true"
    })
    void eachFailureOfAModelHasItsProblem(ModelFailure failure, String code, boolean retryable) {
        var run = TestRun.of("1", step("a").prompt("A")).playing(Script.fails(failure));

        var result = (Failed) run.run();

        assertThat(result.fault().code().code()).isEqualTo(code);
        assertThat(result.fault().retryable()).isEqualTo(retryable);
        assertThat(result.at()).isEqualTo(StepAddress.of("a"));
        assertThat(run.told.lines("ended", "finished"))
                .containsExactly("ended a#1 " + code, "finished a FAILED " + code);
    }

    @Test
    void triesAgainAfterWaitsThatDoubleOrThatAreAskedFor() {
        var run = TestRun.of("\"{{ steps.a.text }}\"", step("a").retry(4).prompt("A"))
                .playing(
                        Script.fails(ModelFailure.UNAVAILABLE),
                        Script.limitsRate(Duration.ofSeconds(30)),
                        Script.fails(ModelFailure.TIMEOUT),
                        Script.echoes());

        assertThat(run.output()).isEqualTo("\"A\"");
        assertThat(run.clock.pauses())
                .containsExactly(Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofSeconds(2));
        assertThat(run.told.lines())
                .containsExactly(
                        "started a (prompt)",
                        "dispatched a#1 to main/m0",
                        "ended a#1 model-unavailable",
                        "retrying a after 1: model-unavailable",
                        "dispatched a#2 to main/m0",
                        "ended a#2 rate-limited",
                        "retrying a after 2: rate-limited",
                        "dispatched a#3 to main/m0",
                        "ended a#3 model-timeout",
                        "retrying a after 3: model-timeout",
                        "dispatched a#4 to main/m0",
                        "ended a#4 ok",
                        "finished a SUCCEEDED");
    }

    @Test
    void doesNotTryAgainWhatCannotGetBetter() {
        var run = TestRun.of("1", step("a").retry(3).prompt("A")).playing(Script.fails(ModelFailure.REFUSED));

        assertThat(run.run()).isInstanceOf(Failed.class);
        assertThat(run.told.lines("dispatched")).hasSize(1);
    }

    @Test
    void triesAgainExactlyWhatTheStepNames() {
        var named = TestRun.of(
                        "\"{{ steps.a.text }}\"",
                        step("a").retry(2, "model-refused").prompt("A"))
                .playing(Script.fails(ModelFailure.REFUSED), Script.echoes());
        var notNamed = TestRun.of("1", step("a").retry(2, "model-refused").prompt("A"))
                .playing(Script.fails(ModelFailure.UNAVAILABLE), Script.echoes());

        assertThat(named.output()).isEqualTo("\"A\"");
        assertThat(notNamed.run()).isInstanceOf(Failed.class);
    }

    @Test
    void doesNotWaitPastTheDeadline() {
        var run = TestRun.of("1", step("a").retry(3).prompt("A")).playing(Script.limitsRate(Duration.ofMinutes(11)));

        var result = (Failed) run.run();

        assertThat(result.fault().code()).isEqualTo(FaultCode.RATE_LIMITED);
        assertThat(run.clock.pauses()).isEmpty();
    }

    @Test
    void asksTheModelsOfARouteInTurn() {
        var run = TestRun.of(
                        "\"{{ steps.a.model }} {{ steps.a.text }}\"", step("a").prompt("A"))
                .models(
                        ScriptedChatModel.playing(Script.fails(ModelFailure.NOT_ACCEPTED)),
                        ScriptedChatModel.playing(Script.fails(ModelFailure.UNAVAILABLE)),
                        ScriptedChatModel.playing(Script.echoes()));

        assertThat(run.output()).isEqualTo("\"m2 A\"");
        assertThat(run.told.lines("dispatched"))
                .containsExactly("dispatched a#1 to main/m0", "dispatched a#2 to main/m1", "dispatched a#3 to main/m2");
    }

    @Test
    void whatWasHeardIsNeverSaidAnew() {
        var run = TestRun.of("1", step("a").retry(3).streamedPrompt("A"))
                .models(
                        ScriptedChatModel.playing(Script.breaksOffAfter("Dear cus")),
                        ScriptedChatModel.playing(Script.echoes()));

        var result = (Failed) run.run();

        assertThat(result.fault().code()).isEqualTo(FaultCode.MODEL_UNAVAILABLE);
        assertThat(run.told.lines("dispatched", "delta"))
                .containsExactly("dispatched a#1 to main/m0", "delta a: Dear cus");
    }

    @Test
    void aStreamThatBreaksBeforeItsFirstWordIsTriedAgain() {
        var run = TestRun.of("\"{{ steps.a.text }}\"", step("a").retry(2).streamedPrompt("A"))
                .playing(Script.fails(ModelFailure.TRUNCATED), Script.says("He", "llo"));

        assertThat(run.output()).isEqualTo("\"Hello\"");
        assertThat(run.told.lines("delta")).containsExactly("delta a: He", "delta a: llo");
    }

    @Test
    void aValueTakesThePlaceOfAFailedStep() {
        var run = TestRun.of(
                        "\"{{ steps.b }}\"",
                        step("a")
                                .onErrorValue("{\"name\": \"unknown {{ inputs.id }}\"}")
                                .tool("{}"),
                        step("b").using("a").transform("\"{{ steps.a.name }}\""))
                .inputs("{\"id\": 5}")
                .connector((operation, arguments, stop) ->
                        new ConnectorOutcome.Failed(new Fault(FaultCode.CONNECTOR_FAILED, "down")));

        assertThat(run.output()).isEqualTo("\"unknown 5\"");
        assertThat(run.told.lines("finished"))
                .containsExactly("finished a RECOVERED connector-failed", "finished b SUCCEEDED");
    }

    @Test
    void goToPassesOverWhatLiesBetween() {
        var run = TestRun.of(
                        "\"{{ steps.d }}\"",
                        step("a").onErrorGoTo("d").prompt("A"),
                        step("b").after("a").transform("1"),
                        step("c").after("a").transform("2"),
                        step("d").after("b", "c").transform("3"))
                .playing(Script.fails(ModelFailure.UNAVAILABLE));

        assertThat(run.output()).isEqualTo("3");
        assertThat(run.told.lines("finished"))
                .containsExactly(
                        "finished a SKIPPED model-unavailable",
                        "finished b SKIPPED",
                        "finished c SKIPPED",
                        "finished d SUCCEEDED");
    }

    @Test
    void theFirstFailureStopsTheOthersAndTheirCalls() {
        var started = new CompletableFuture<Void>();
        var run = TestRun.of(
                        "1",
                        step("a").promptTo("slow", "A"),
                        step("b").prompt("B"),
                        step("c").using("b").prompt("C"))
                .route("slow", (request, deltas, stop) -> {
                    started.complete(null);
                    return Script.hangs().play(request, deltas, stop);
                })
                .playing(Script.fails(ModelFailure.REFUSED).behind(started));

        var result = (Failed) run.run();

        assertThat(result.fault().code()).isEqualTo(FaultCode.MODEL_REFUSED);
        assertThat(result.at()).isEqualTo(StepAddress.of("b"));
        assertThat(run.told.lines("finished", "ended"))
                .containsExactlyInAnyOrder(
                        "ended b#1 model-refused",
                        "finished b FAILED model-refused",
                        "ended a#1 cancelled",
                        "finished a FAILED cancelled");
    }

    @Test
    void whatMustNotHappenEndsTheRunAsInternalWithoutItsWords() {
        var run = TestRun.of(
                        "1", step("a").onErrorValue("1").prompt("A"), step("b").promptTo("slow", "B"))
                .route("slow", ScriptedChatModel.playing(Script.hangs()))
                .models((request, deltas, stop) -> {
                    throw new IllegalStateException("the prompt was A");
                });

        var result = (Failed) run.run();

        assertThat(result.fault().code()).isEqualTo(FaultCode.INTERNAL);
        assertThat(result.fault().detail()).doesNotContain("prompt was");
        assertThat(run.told.lines("ended")).contains("ended a#1 internal");
    }

    @Test
    void aStepWhoseModelIsNotBoundFails() {
        var result = (Failed) TestRun.of("1", step("a").promptTo("nobody", "A")).run();

        assertThat(result.fault().code()).isEqualTo(FaultCode.INTERNAL);
    }
}
