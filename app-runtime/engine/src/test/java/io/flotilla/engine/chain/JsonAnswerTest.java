package io.flotilla.engine.chain;

import static io.flotilla.engine.chain.TestStep.json;
import static io.flotilla.engine.chain.TestStep.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.flotilla.app.schema.JsonSchema;
import io.flotilla.app.schema.Schemas;
import io.flotilla.engine.chain.RunResult.Failed;
import io.flotilla.engine.control.FaultCode;
import io.flotilla.engine.model.scripted.Script;
import io.flotilla.engine.model.scripted.ScriptedChatModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Prompts whose answer must be JSON.
class JsonAnswerTest {
    private static final String SCHEMA =
            "{\"type\": \"object\", \"required\": [\"label\"], \"properties\": {\"label\": {\"enum\": [\"loan\", \"card\"]}}}";

    private static final JsonSchema COMPILED = Schemas.compile(json(SCHEMA));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"label\": \"loan\"}",
                "```json\n{\"label\": \"loan\"}\n```",
                "Here it is:\n```\n{\"label\": \"loan\"}\n```\nAnything else?",
                "The answer is {\"label\": \"loan\"}."
            })
    void findsTheJsonInWhatAModelSays(String text) {
        var run = TestRun.of("\"{{ steps.a.json.label }}\"", step("a").jsonPrompt("A", false, SCHEMA, COMPILED))
                .playing(Script.says(text));

        assertThat(run.output()).isEqualTo("\"loan\"");
        assertThat(run.told.calls()).hasSize(1);
    }

    @Test
    void asksOnceForTheRepairOfWrongJsonWithoutSayingItAloud() {
        var model =
                ScriptedChatModel.playing(Script.says("{\"label\": \"house\"}"), Script.says("{\"label\": \"loan\"}"));
        var run = TestRun.of("\"{{ steps.a }}\"", step("a").jsonPrompt("A", true, SCHEMA, COMPILED))
                .models(model);

        var output = json(run.output());

        assertThat(output.at("/json/label").asText()).isEqualTo("loan");
        assertThat(output.at("/usage/inputTokens").asInt()).isEqualTo(20);
        assertThat(run.told.lines("dispatched", "delta"))
                .containsExactly(
                        "dispatched a#1 to main/m0", "delta a: {\"label\": \"house\"}", "dispatched a#2 to main/m0");
        var repair = model.requests().get(1);
        assertThat(repair.schema()).isEqualTo(json(SCHEMA));
        assertThat(repair.messages()).hasSize(3);
        assertThat(repair.messages().getLast().content()).contains("/label");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no JSON, sorry: secret payload", "", "{\"label\": \"lo", "[[[[", "{} trailing }"})
    void givesUpOnWhatCannotBeRepaired(String text) {
        var run = TestRun.of("1", step("a").jsonPrompt("A", false, SCHEMA, COMPILED))
                .playing(Script.says(text));

        var result = (Failed) run.run();

        assertThat(result.fault().code()).isEqualTo(FaultCode.OUTPUT_INVALID);
        assertThat(result.fault().detail()).doesNotContain("secret payload");
        assertThat(run.told.calls()).hasSize(2);
    }
}
