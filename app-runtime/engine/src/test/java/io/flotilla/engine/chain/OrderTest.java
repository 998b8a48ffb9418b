package io.flotilla.engine.chain;

import static io.flotilla.engine.chain.TestStep.block;
import static io.flotilla.engine.chain.TestStep.caseWhen;
import static io.flotilla.engine.chain.TestStep.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flotilla.app.check.CheckedStep;
import io.flotilla.engine.chain.RunResult.Failed;
import io.flotilla.engine.control.FaultCode;
import io.flotilla.engine.model.scripted.Script;
import io.flotilla.engine.model.scripted.ScriptedChatModel;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Which step runs when, and which does not.
class OrderTest {
    @Test
    void aStepRunsAfterWhatItUsesAndSeesIt() {
        var run = TestRun.of(
                        "{\"answer\": \"{{ steps.second.text }}\"}",
                        step("second").using("first").prompt("{{ steps.first.greeting }}!"),
                        step("first").transform("{\"greeting\": \"Hello {{ inputs.name }}\"}"))
                .inputs("{\"name\": \"Ann\"}");

        assertThat(run.output()).isEqualTo("{\"answer\":\"Hello Ann!\"}");
        assertThat(run.told.lines())
                .containsExactly(
                        "started first (transform)",
                        "finished first SUCCEEDED",
                        "started second (prompt)",
                        "dispatched second#1 to main/m0",
                        "ended second#1 ok",
                        "finished second SUCCEEDED");
    }

    @Test
    void stepsThatShareNothingRunSideBySide() {
        var slow = new CompletableFuture<Void>();
        var run = TestRun.of(
                        "\"{{ steps.a.text }}{{ steps.c.text }}\"",
                        step("a").promptTo("slow", "A"),
                        step("b").prompt("B"),
                        step("c").using("b").prompt("C"))
                .route("slow", ScriptedChatModel.playing(Script.echoes().behind(slow)));

        var result = run.start();
        await().until(() -> run.told.lines().contains("finished c SUCCEEDED"));
        assertThat(run.told.lines()).doesNotContain("finished a SUCCEEDED");
        slow.complete(null);

        assertThat(TestRun.output(result.join())).isEqualTo("\"AC\"");
    }

    @Test
    void aStepWhoseConditionIsFalseIsSkippedAndSoIsWhatUsesIt() {
        var run = TestRun.of(
                        "\"{{ steps.d }}\"",
                        step("a").when("inputs.no").prompt("A"),
                        step("b").using("a").prompt("B"),
                        step("c").using("b").prompt("C"),
                        step("d").after("c").transform("1"))
                .inputs("{\"no\": false}");

        assertThat(run.output()).isEqualTo("1");
        assertThat(run.told.lines())
                .containsExactly(
                        "finished a SKIPPED",
                        "finished b SKIPPED",
                        "finished c SKIPPED",
                        "started d (transform)",
                        "finished d SUCCEEDED");
    }

    @Test
    void joinAnyRunsWhenOneOfWhatItUsesIsThere() {
        var run = TestRun.of(
                        "\"{{ steps.any }}\"",
                        step("a").when("inputs.no").transform("1"),
                        step("b").transform("2"),
                        step("any").using("a", "b").joinAny().transform("3"),
                        step("none").using("a").joinAny().transform("4"))
                .inputs("{\"no\": false}");

        assertThat(run.output()).isEqualTo("3");
        assertThat(run.told.lines()).contains("finished any SUCCEEDED", "finished none SKIPPED");
    }

    @Test
    void aConditionWithoutAValueFailsTheStep() {
        var run = TestRun.of("1", step("a").when("inputs.missing").transform("1"));

        var result = (Failed) run.run();

        assertThat(result.fault().code()).isEqualTo(FaultCode.INVALID_DEFINITION);
        assertThat(result.fault().detail()).contains("`inputs.missing`");
        assertThat(run.told.lines()).containsExactly("started a (transform)", "finished a FAILED invalid-definition");
    }

    @Test
    void aBranchTakesTheFirstCaseThatHolds() {
        var branch = step("choose")
                .branch(
                        block("\"else\""),
                        caseWhen("inputs.no", block("\"first\"", step("x").prompt("X"))),
                        caseWhen(
                                "inputs.yes",
                                block("\"second {{ steps.y.text }}\"", step("y").prompt("Y"))),
                        caseWhen("inputs.yes", block("\"third\"")));
        var run = TestRun.of("\"{{ steps.choose }}\"", branch).inputs("{\"no\": false, \"yes\": true}");

        assertThat(run.output()).isEqualTo("\"second Y\"");
        assertThat(run.told.lines("started")).containsExactly("started choose (branch)", "started y (prompt)");
    }

    @Test
    void aBranchWhereNothingHoldsYieldsItsElseOrNull() {
        var first = caseWhen("inputs.no", block("1"));
        var withElse = TestRun.of("\"{{ steps.b }}\"", step("b").branch(block("\"else\""), first));
        var without = TestRun.of("\"{{ steps.b }}\"", step("b").branch(null, first));

        assertThat(withElse.inputs("{\"no\": false}").output()).isEqualTo("\"else\"");
        assertThat(without.inputs("{\"no\": false}").output()).isEqualTo("null");
    }

    @Test
    void nestedStepsSeeTheStepsAroundThem() {
        var nested = block("\"{{ steps.n }}\"", step("n").transform("\"{{ steps.a }}\""));
        var run = TestRun.of(
                        "\"{{ steps.b }}\"",
                        step("a").transform("\"outer\""),
                        step("b").using("a").branch(nested))
                .inputs("{}");

        assertThat(run.output()).isEqualTo("\"outer\"");
    }

    @Test
    void aToolYieldsWhatItsConnectorAnswers() {
        var run = TestRun.of("\"{{ steps.t }}\"", step("t").tool("{\"id\": \"{{ inputs.id }}\"}"))
                .inputs("{\"id\": 7}");

        assertThat(run.output()).isEqualTo("{\"id\":7}");
        assertThat(run.told.lines("dispatched")).containsExactly("dispatched t#1 to crm-database.find");
    }

    @Test
    void anOutputWithoutAValueFailsTheRun() {
        var result = (Failed)
                TestRun.of("\"{{ steps.a.b }}\"", step("a").transform("1")).run();

        assertThat(result.fault().code()).isEqualTo(FaultCode.INVALID_DEFINITION);
        assertThat(result.at()).isNull();
    }

    @Test
    void aLongChainOfStepsEnds() {
        var steps = new CheckedStep[200];
        for (int i = 0; i < steps.length; i++) {
            var step = step("s" + i);
            steps[i] = (i == 0 ? step : step.using("s" + (i - 1))).transform("" + i);
        }

        assertThat(TestRun.of("\"{{ steps.s199 }}\"", steps).output()).isEqualTo("199");
    }
}
