package io.flotilla.engine.chain;

import static io.flotilla.engine.chain.TestStep.json;
import static io.flotilla.engine.chain.TestStep.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.flotilla.engine.control.FaultCode;
import io.flotilla.engine.model.scripted.Script;
import io.flotilla.engine.model.scripted.ScriptedChatModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtractTest {
    private static final String LETTER =
            "Invoice No. A-17 of 3 March 2026, due to ACME  Ltd.: 12,680.50 CNY, 3 items. 金额：２００元";
    private static final String SCHEMA = """
            {"type": "object", "properties": {
              "number": {"type": "string"}, "payee": {"type": "string"}, "amount": {"type": "number"},
              "date": {"type": "string", "format": "date"}, "kind": {"enum": ["bill", "letter"]}, "paid": {"type": "boolean"},
              "summary": {"type": "string"}, "lines": {"type": "array", "items": {"$ref": "#/$defs/line"}}},
             "$defs": {"line": {"type": "object", "properties": {"count": {"type": "integer"}, "state": {"enum": ["new"]}}}}}""";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"number\": \"A-17\", \"payee\": \"acme ltd.\", \"amount\": 12680.5}",
                "{\"date\": \"2026-03-03\", \"kind\": \"bill\", \"paid\": false, \"amount\": 200}",
                "{\"lines\": [{\"count\": 3, \"state\": \"new\"}], \"number\": null}",
                "{\"summary\": \"Somebody wants money\"}"
            })
    void takesWhatStandsInTheText(String answer) {
        var schema =
                SCHEMA.replace("\"number\": {\"type\": \"string\"}", "\"number\": {\"type\": [\"string\", \"null\"]}");
        var run = TestRun.of("\"{{ steps.a.json }}\"", step("a").extract(LETTER, schema, "summary"))
                .playing(Script.says(answer));

        assertThat(json(run.output())).isEqualTo(json(answer));
        assertThat(run.told.calls()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"number\": \"A-18\"}",
                "{\"amount\": 12680}",
                "{\"summary\": \"Somebody wants money\"}",
                "{\"lines\": [{\"count\": 4}]}"
            })
    void whatDoesNotStandInTheTextIsAskedForOnceMore(String invented) {
        var model = ScriptedChatModel.playing(Script.says(invented), Script.says("{\"number\": \"A-17\"}"));
        var run = TestRun.of("\"{{ steps.a.json }}\"", step("a").extract(LETTER, SCHEMA))
                .models(model);

        assertThat(run.output()).isEqualTo("{\"number\":\"A-17\"}");
        assertThat(model.requests().getLast().messages().getLast().content())
                .contains("does not stand in the document");
    }

    @Test
    void whatIsInventedTwiceIsAnInvalidOutput() {
        var result = TestRun.of("1", step("a").extract(LETTER, SCHEMA))
                .playing(Script.says("{\"number\": \"A-18\"}"))
                .run();

        var fault = ((RunResult.Failed) result).fault();
        assertThat(fault.code()).isEqualTo(FaultCode.OUTPUT_INVALID);
        assertThat(fault.detail()).contains("not-in-source").doesNotContain("A-18");
    }
}
