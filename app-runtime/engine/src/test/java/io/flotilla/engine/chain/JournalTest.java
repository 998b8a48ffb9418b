package io.flotilla.engine.chain;

import static io.flotilla.engine.chain.TestStep.block;
import static io.flotilla.engine.chain.TestStep.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.flotilla.app.definition.EachStep.OnItemError;
import io.flotilla.engine.model.ModelFailure;
import io.flotilla.engine.model.scripted.Script;
import io.flotilla.engine.model.scripted.ScriptedChatModel;
import org.junit.jupiter.api.Test;

/// What is finished is never done again.
class JournalTest {
    @Test
    void stepsOfAnEarlierAttemptAreTakenAsTheyAre() {
        var run = TestRun.of(
                        "\"{{ steps.a.text }} {{ steps.r }} {{ steps.b.text }}\"",
                        step("a").prompt("A"),
                        step("r").onErrorValue("1").prompt("R"),
                        step("s").when("inputs.yes").prompt("S"),
                        step("t").using("s").prompt("T"),
                        step("b").using("a").prompt("after {{ steps.a.text }}"))
                .inputs("{\"yes\": true}")
                .journal("a", "", StepState.SUCCEEDED, "{\"text\": \"kept\"}")
                .journal("r", "", StepState.RECOVERED, "\"rescued\"")
                .journal("s", "", StepState.SKIPPED, "null");

        assertThat(run.output()).isEqualTo("\"kept rescued after kept\"");
        assertThat(run.told.lines("finished", "dispatched"))
                .containsExactlyInAnyOrder("finished t SKIPPED", "dispatched b#1 to main/m0", "finished b SUCCEEDED");
    }

    @Test
    void aStepThatHadFailedRunsAgain() {
        var run =
                TestRun.of("\"{{ steps.a.text }}\"", step("a").prompt("A")).journal("a", "", StepState.FAILED, "null");

        assertThat(run.output()).isEqualTo("\"A\"");
    }

    @Test
    void stepsInsideABranchAndAnEachAreTakenToo() {
        var branch = step("b").branch(block("\"{{ steps.n.text }}\"", step("n").prompt("N")));
        var each = step("e")
                .each(
                        "{{ inputs.list }}",
                        2,
                        new OnItemError.Fail(),
                        block("\"{{ steps.i.text }}\"", step("i").prompt("{{ item }}")));
        var run = TestRun.of("[\"{{ steps.b }}\", \"{{ steps.e }}\"]", branch, each)
                .inputs("{\"list\": [\"x\", \"y\", \"z\"]}")
                .journal("n", "", StepState.SUCCEEDED, "{\"text\": \"kept\"}")
                .journal("i", "1", StepState.SUCCEEDED, "{\"text\": \"kept too\"}");

        assertThat(run.output()).isEqualTo("[\"kept\",[\"x\",\"kept too\",\"z\"]]");
        assertThat(run.told.lines("dispatched"))
                .containsExactlyInAnyOrder("dispatched i@0#1 to main/m0", "dispatched i@2#1 to main/m0");
    }

    @Test
    void aJumpIsRememberedByTheStepThatJumped() {
        var run = TestRun.of(
                        "\"{{ steps.c }}\"",
                        step("a").onErrorGoTo("c").prompt("A"),
                        step("b").after("a").prompt("B"),
                        step("c").after("b").transform("3"))
                .journal("a", "", StepState.SKIPPED, "null");

        assertThat(run.output()).isEqualTo("3");
        assertThat(run.told.lines("finished")).containsExactly("finished b SKIPPED", "finished c SUCCEEDED");
    }

    @Test
    void aBranchThatIsTriedAgainKeepsWhatItFinished() {
        var nested = block(
                "\"{{ steps.good.text }} {{ steps.bad.text }}\"",
                step("good").promptTo("good", "G"),
                step("bad").using("good").prompt("B"));
        var run = TestRun.of("\"{{ steps.b }}\"", step("b").retry(2).branch(nested))
                .route("good", ScriptedChatModel.playing(Script.echoes()))
                .playing(Script.fails(ModelFailure.UNAVAILABLE), Script.echoes());

        assertThat(run.output()).isEqualTo("\"G B\"");
        assertThat(run.told.lines("dispatched"))
                .containsExactly(
                        "dispatched good#1 to good/m0", "dispatched bad#1 to main/m0", "dispatched bad#2 to main/m0");
    }
}
