package io.flotilla.engine.chain;

import static io.flotilla.engine.chain.TestStep.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.flotilla.app.check.CheckedStep;
import io.flotilla.app.definition.ModelParameters;
import io.flotilla.app.definition.ModelRoute;
import io.flotilla.engine.model.ChatOutcome;
import io.flotilla.engine.model.ModelFailure;
import io.flotilla.engine.model.TokenUsage;
import io.flotilla.engine.model.cache.MemoryAnswers;
import io.flotilla.engine.model.scripted.Script;
import io.flotilla.engine.model.scripted.ScriptedChatModel;
import io.flotilla.engine.step.BoundModel;
import io.flotilla.engine.step.CallEnd;
import io.flotilla.engine.step.CallTarget.OfModel;
import io.flotilla.engine.step.Route;
import io.flotilla.engine.step.RouteKind;
import io.flotilla.engine.testing.ManualClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Routes that choose: cascades, splits, answers given again.
class CascadeTest {
    private final ScriptedChatModel large = ScriptedChatModel.saying("{\"label\": \"large\", \"confidence\": 1}");

    @ParameterizedTest
    @CsvSource({"0.81, small", "0.8, small", "0.79, large"})
    void theSmallModelAnswersWhatItIsSureOf(double confidence, String route) {
        var small = Script.says("{\"label\": \"small\", \"confidence\": %s}".formatted(confidence));

        var run = cascade(classify(), small);

        assertThat(run.output()).isEqualTo("\"%s\"".formatted(route));
    }

    @Test
    void bothAttemptsAreInTheLedgerWithTheirRoute() {
        var run = cascade(classify(), Script.says("{\"label\": \"small\", \"confidence\": 0.1}"));
        run.run();

        assertThat(run.told.calls()).extracting(CascadeTest::kind).containsExactly(RouteKind.SMALL, RouteKind.LARGE);
        assertThat(run.told.calls())
                .extracting(each -> ((OfModel) each.call().target()).position())
                .containsExactly(0, 1);
    }

    @Test
    void aModelThatDoesNotSayHowSureItIsIsNotSureEnough() {
        assertThat(cascade(classify(), Script.says("small")).output()).isEqualTo("\"large\"");
    }

    @Test
    void theLargeModelAnswersWhenTheSmallOneCannot() {
        assertThat(cascade(classify(), Script.fails(ModelFailure.UNAVAILABLE)).output())
                .isEqualTo("\"large\"");
        assertThat(cascade(classify(), Script.says("no label at all")).output()).isEqualTo("\"large\"");
    }

    @Test
    void aPromptsVerifierDecidesAndNothingIsHeardThatDoesNotStand() {
        var prompt = step("a").verifiedPrompt("Hi", true, "good");

        var refused =
                cascade(prompt, "{{ steps.a.text }}", Script.says("bad"), ScriptedChatModel.saying("good, large"));
        var taken = cascade(prompt, "{{ steps.a.text }}", Script.says("good, ", "small"), large);

        assertThat(refused.output()).isEqualTo("\"good, large\"");
        assertThat(refused.told.lines("delta")).containsExactly("delta a: good, large");
        assertThat(taken.output()).isEqualTo("\"good, small\"");
        assertThat(taken.told.lines("delta")).containsExactly("delta a: good, small");
    }

    @Test
    void aVerifierHoldsWithoutACascadeToo() {
        var run = TestRun.of("\"{{ steps.a.text }}\"", step("a").verifiedPrompt("Hi", false, "good"))
                .playing(Script.says("bad"), Script.says("good"));

        assertThat(run.output()).isEqualTo("\"good\"");
    }

    @Test
    void aSplitSendsEachInvocationOneWayAndKeepsToItsShares() {
        var counts = new HashMap<String, Integer>();
        for (int i = 0; i < 400; i++) {
            var run = split("i-" + i);
            assertThat(split("i-" + i).output())
                    .as("the same invocation goes the same way")
                    .isEqualTo(run.output());
            counts.merge(run.output(), 1, Integer::sum);
        }

        assertThat(counts.get("\"A\"")).isBetween(330, 390);
        assertThat(counts.get("\"B\"")).isBetween(10, 70);
    }

    @Test
    void theSameQuestionGetsTheSameAnswerForAWhileAndForNothing() {
        var clock = new ManualClock();
        var answers = new MemoryAnswers(clock, 1 << 20);
        var model = ScriptedChatModel.playing(Script.says("first"), Script.says("second"));

        assertThat(cached(model, answers).output()).isEqualTo("\"first\"");
        var again = cached(model, answers);
        assertThat(again.output()).isEqualTo("\"first\"");
        assertThat(again.told.calls()).singleElement().satisfies(call -> {
            assertThat(kind(call)).isEqualTo(RouteKind.CACHE);
            assertThat(call.usage().total()).isZero();
            assertThat(call.usage().isUnknown()).isFalse();
        });
        assertThat(again.told.lines("dispatched")).isEmpty();

        clock.advance(Duration.ofHours(1));
        assertThat(cached(model, answers).output()).isEqualTo("\"second\"");
    }

    @Test
    void whatIsHalfAnAnswerIsNotGivenAgain() {
        var answers = new MemoryAnswers(new ManualClock(), 1 << 20);
        Script cutShort =
                (request, deltas, cancellation) -> new ChatOutcome.Answered("half", "length", TokenUsage.UNKNOWN, null);
        var model = ScriptedChatModel.playing(cutShort, Script.says("whole"));

        cached(model, answers).output();

        assertThat(cached(model, answers).output()).isEqualTo("\"whole\"");
    }

    private static TestRun cached(ScriptedChatModel model, MemoryAnswers answers) {
        return TestRun.of("\"{{ steps.a.text }}\"", step("a").prompt("Hi"))
                .models(model)
                .says("main", new ModelRoute.Use("m0", List.of(), ModelParameters.NONE, Duration.ofHours(1)))
                .answers(answers);
    }

    private static TestRun split(String invocation) {
        var a = new BoundModel("a", "p", ScriptedChatModel.saying("A"));
        var b = new BoundModel("b", "p", ScriptedChatModel.saying("B"));
        return TestRun.of("\"{{ steps.a.text }}\"", step("a").prompt("Hi"))
                .invocation(invocation)
                .route(
                        "main",
                        new Route.Split(List.of(
                                new Route.Share(new Route.Arm(null, 0, List.of(a)), 90),
                                new Route.Share(new Route.Arm(null, 1, List.of(b)), 10))));
    }

    private static CheckedStep classify() {
        return step("a").classify("Hi", "small", "large");
    }

    private TestRun cascade(CheckedStep step, Script small) {
        return cascade(step, "{{ steps.a.label }}", small, large);
    }

    private static TestRun cascade(CheckedStep step, String output, Script small, ScriptedChatModel safe) {
        var first = new BoundModel("small", "p", ScriptedChatModel.playing(small));
        var second = new BoundModel("large", "p", safe);
        return TestRun.of("\"%s\"".formatted(output), step)
                .route(
                        "main",
                        new Route.Cascade(
                                new Route.Arm(null, 0, List.of(first)), new Route.Arm(null, 1, List.of(second)), 0.8));
    }

    private static RouteKind kind(CallEnd end) {
        return ((OfModel) end.call().target()).kind();
    }
}
