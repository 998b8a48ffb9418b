package io.flotilla.engine.chain;

import static io.flotilla.engine.chain.TestStep.block;
import static io.flotilla.engine.chain.TestStep.json;
import static io.flotilla.engine.chain.TestStep.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flotilla.app.definition.EachStep.OnItemError;
import io.flotilla.engine.chain.RunResult.Failed;
import io.flotilla.engine.control.FaultCode;
import io.flotilla.engine.model.ChatModel;
import io.flotilla.engine.model.ModelFailure;
import io.flotilla.engine.model.scripted.Script;
import io.flotilla.engine.step.StepAddress;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/// Nested steps for every item of a list.
class EachTest {
    @Test
    void keepsTheOrderOfTheItemsAndItsBoundWhateverEndsFirst() {
        Map<String, CompletableFuture<Void>> gates = new ConcurrentHashMap<>();
        var run = each(2, new OnItemError.Fail()).models((request, deltas, stop) -> {
            var text = request.messages().getLast().content();
            var gate = gates.computeIfAbsent(text, key -> new CompletableFuture<>());
            return Script.echoes().behind(gate).play(request, deltas, stop);
        });
        var result = run.start();

        await().until(() -> gates.size() == 2);
        gates.get("1 b").complete(null);
        await().until(() -> gates.size() == 3);
        assertThat(gates).containsOnlyKeys("0 a", "1 b", "2 c");
        gates.get("0 a").complete(null);
        await().until(() -> gates.size() == 4);
        gates.values().forEach(gate -> gate.complete(null));

        assertThat(TestRun.output(result.join())).isEqualTo("[\"0 a\",\"1 b\",\"2 c\",\"3 d\"]");
    }

    @Test
    void namesEachIteration() {
        var run = each(1, new OnItemError.Fail());

        run.run();

        assertThat(run.told.lines("started"))
                .containsExactly(
                        "started e (each)",
                        "started i@0 (prompt)",
                        "started i@1 (prompt)",
                        "started i@2 (prompt)",
                        "started i@3 (prompt)");
    }

    @Test
    void goesInsideLists() {
        var line = block("\"{{ steps.i.text }}\"", step("i").prompt("{{ index }}{{ item }}"));
        var inner = step("inner").each("{{ item }}", 1, new OnItemError.Fail(), line);
        var outer = step("outer")
                .each("{{ inputs.list }}", 1, new OnItemError.Fail(), block("\"{{ steps.inner }}\"", inner));
        var run = TestRun.of("\"{{ steps.outer }}\"", outer).inputs("{\"list\": [[\"a\"], [\"b\", \"c\"], []]}");

        assertThat(run.output()).isEqualTo("[[\"0a\"],[\"0b\",\"1c\"],[]]");
        assertThat(run.told.lines("dispatched"))
                .containsExactly(
                        "dispatched i@0.0#1 to main/m0",
                        "dispatched i@1.0#1 to main/m0",
                        "dispatched i@1.1#1 to main/m0");
    }

    @Test
    void eachItemSeesItsOwnSteps() {
        var body = block(
                "\"{{ steps.two.text }}\"",
                step("one").prompt("{{ item }}"),
                step("two").using("one").prompt("<{{ steps.one.text }}>"));
        var run = TestRun.of("\"{{ steps.e }}\"", step("e").each("{{ inputs.list }}", 3, new OnItemError.Fail(), body))
                .inputs("{\"list\": [\"a\", \"b\", \"c\"]}");

        assertThat(run.output()).isEqualTo("[\"<a>\",\"<b>\",\"<c>\"]");
    }

    @Test
    void anEmptyListAndNullYieldAnEmptyList() {
        assertThat(each(3, new OnItemError.Fail()).inputs("{\"list\": []}").output())
                .isEqualTo("[]");
        assertThat(each(3, new OnItemError.Fail()).inputs("{\"list\": null}").output())
                .isEqualTo("[]");
    }

    @Test
    void whatIsNotAListFails() {
        var result =
                (Failed) each(3, new OnItemError.Fail()).inputs("{\"list\": 5}").run();

        assertThat(result.fault().code()).isEqualTo(FaultCode.INVALID_DEFINITION);
    }

    @Test
    void anItemThatFailsIsLeftOutOrReplacedOrFailsTheStep() {
        var skipped = each(1, new OnItemError.Skip()).models(failingOn("1 b"));
        var replaced =
                each(1, new OnItemError.UseValue(json("\"no {{ item }}\""))).models(failingOn("1 b"));
        var failed = each(1, new OnItemError.Fail()).models(failingOn("1 b"));

        assertThat(skipped.output()).isEqualTo("[\"0 a\",\"2 c\",\"3 d\"]");
        assertThat(replaced.output()).isEqualTo("[\"0 a\",\"no b\",\"2 c\",\"3 d\"]");
        assertThat(((Failed) failed.run()).at()).isEqualTo(new StepAddress("i", "1"));
        assertThat(failed.told.lines("started")).doesNotContain("started i@2 (prompt)");
    }

    @Test
    void anItemThatFailsStopsTheOthers() {
        var run = each(4, new OnItemError.Fail()).models((request, deltas, stop) -> {
            boolean third = request.messages().getLast().content().equals("2 c");
            return (third ? Script.fails(ModelFailure.REFUSED) : Script.hangs()).play(request, deltas, stop);
        });

        var result = (Failed) run.run();

        assertThat(result.fault().code()).isEqualTo(FaultCode.MODEL_REFUSED);
        assertThat(result.at()).isEqualTo(new StepAddress("i", "2"));
    }

    private static TestRun each(int parallel, OnItemError onItemError) {
        var body = block("\"{{ steps.i.text }}\"", step("i").prompt("{{ index }} {{ item }}"));
        return TestRun.of("\"{{ steps.e }}\"", step("e").each("{{ inputs.list }}", parallel, onItemError, body))
                .inputs("{\"list\": [\"a\", \"b\", \"c\", \"d\"]}");
    }

    private static ChatModel failingOn(String text) {
        return (request, deltas, stop) -> {
            boolean fails = request.messages().getLast().content().equals(text);
            return (fails ? Script.fails(ModelFailure.UNAVAILABLE) : Script.echoes()).play(request, deltas, stop);
        };
    }
}
