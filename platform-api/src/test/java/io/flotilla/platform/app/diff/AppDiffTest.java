package io.flotilla.platform.app.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.flotilla.platform.app.diff.StepChange.ChangeKind;
import io.flotilla.platform.app.diff.StepChange.StepPlace;
import org.junit.jupiter.api.Test;

class AppDiffTest {
    private static final String APP = """
            {"metadata": {"name": "desk"},
             "spec": {
               "scenario": "finance.banking.complaint-reply",
               "inputs": {"type": "object", "properties": {"text": {"type": "string"}}},
               "models": {"main": {"use": "large"}},
               "steps": [
                 {"id": "read", "type": "prompt", "model": "main", "messages": [{"role": "user", "content": "Read\\nthis\\nletter"}]},
                 {"id": "decide", "type": "branch", "cases": [
                   {"when": "a", "steps": [{"id": "yes", "type": "transform", "value": 1}]},
                   {"when": "b", "steps": [{"id": "no", "type": "transform", "value": 2}]}]},
                 {"id": "log", "type": "tool", "connector": "crm", "operation": "log"},
                 {"id": "end", "type": "transform", "value": "done"}],
               "limits": {"deadline": "PT60S"}}}
            """;

    @Test
    void findsNothingBetweenAVersionAndItself() {
        assertThat(diff(APP).same()).isTrue();
        assertThat(DiffText.of("desk", diff(APP))).isEqualTo("desk\nno difference\n");
    }

    @Test
    void tellsAFieldOfAStepWithBothValues() {
        var diff = diff(APP.replace("\"value\": \"done\"", "\"value\": \"over\""));

        assertThat(diff.sections()).isEmpty();
        assertThat(diff.steps())
                .extracting(StepChange::id, StepChange::change, StepChange::moved)
                .containsExactly(tuple("end", ChangeKind.CHANGED, false));
        var field = diff.steps().getFirst().fields().getFirst();
        assertThat(field.pointer()).isEqualTo("/value");
        assertThat(field.before().asText()).isEqualTo("done");
        assertThat(field.after().asText()).isEqualTo("over");
    }

    @Test
    void countsANestedStepOnceAndNotAsItsBranch() {
        var diff = diff(APP.replace("\"value\": 2", "\"value\": 3"));

        assertThat(diff.steps()).extracting(StepChange::id).containsExactly("no");
        assertThat(diff.steps().getFirst().after()).isEqualTo(new StepPlace("decide/cases/1", 0));
    }

    @Test
    void tellsAddedAndRemovedSteps() {
        var diff = diff(APP.replace("\"id\": \"log\"", "\"id\": \"note\""));

        assertThat(diff.steps())
                .extracting(StepChange::id, StepChange::change)
                .containsExactly(tuple("note", ChangeKind.ADDED), tuple("log", ChangeKind.REMOVED));
    }

    @Test
    void tellsTheOneStepThatMovedAndNotThoseItPassed() {
        var log = "{\"id\": \"log\", \"type\": \"tool\", \"connector\": \"crm\", \"operation\": \"log\"},";
        var without = APP.replace(log, "");
        var diff = diff(without.replace("{\"id\": \"read\"", log + "{\"id\": \"read\""));

        assertThat(diff.steps())
                .extracting(StepChange::id, StepChange::change, StepChange::before, StepChange::after)
                .containsExactly(tuple("log", ChangeKind.MOVED, new StepPlace("", 2), new StepPlace("", 0)));
    }

    @Test
    void tellsAStepThatWentIntoABranchAndChangedThere() {
        var end = ",\n     {\"id\": \"end\", \"type\": \"transform\", \"value\": \"done\"}";
        var without = APP.replaceAll(",\\s*\\{\"id\": \"end\"[^}]*\\}", "");
        var diff = diff(without.replace("\"value\": 2}", "\"value\": 2}" + end.replace("done", "over")));

        assertThat(diff.steps())
                .extracting(StepChange::id, StepChange::change, StepChange::moved, StepChange::after)
                .containsExactly(tuple("end", ChangeKind.CHANGED, true, new StepPlace("decide/cases/1", 1)));
    }

    @Test
    void tellsWhatChangedOutsideTheSteps() {
        var diff = diff(APP.replace("complaint-reply", "complaint-triage")
                .replace("{\"type\": \"string\"}", "{\"type\": \"string\", \"maxLength\": 9}")
                .replace("{\"use\": \"large\"}", "{\"use\": \"small\"}, \"other\": {\"use\": \"large\"}")
                .replace("PT60S", "PT30S"));

        assertThat(diff.sections().keySet()).containsExactly("scenario", "inputs", "models", "limits");
        assertThat(diff.sections().get("models"))
                .extracting(FieldChange::pointer)
                .containsExactlyInAnyOrder("/main/use", "/other");
        assertThat(diff.steps()).isEmpty();
    }

    @Test
    void addsTheFirstConnectorAsOne() {
        var diff = diff(APP.replace("\"limits\"", "\"connectors\": {\"crm\": \"crm-database\"}, \"limits\""));

        assertThat(diff.sections().get("connectors"))
                .extracting(FieldChange::pointer)
                .containsExactly("/crm");
    }

    @Test
    void readsAsText() {
        var diff = diff(
                APP.replace("this", "every").replace("PT60S", "PT30S").replace("\"id\": \"log\"", "\"id\": \"note\""));

        assertThat(DiffText.of("desk: version 1 to 2", diff)).isEqualTo("""
                desk: version 1 to 2
                limits
                  ~ /deadline
                    - PT60S
                    + PT30S
                steps
                  ~ read (prompt)
                      ~ /messages/0/content
                        @@ -1,3 +1,3 @@
                         Read
                        -this
                        +every
                         letter
                  + note (tool)
                  - log (tool)
                """);
    }

    private static AppDiff diff(String later) {
        return AppDiff.between(json(APP), json(later));
    }

    private static JsonNode json(String text) {
        try {
            return JsonMapper.builder().build().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
