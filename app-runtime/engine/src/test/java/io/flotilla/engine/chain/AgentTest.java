package io.flotilla.engine.chain;

import static io.flotilla.engine.chain.TestStep.json;
import static io.flotilla.engine.chain.TestStep.step;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.engine.connector.ConnectorOutcome;
import io.flotilla.engine.control.Fault;
import io.flotilla.engine.control.FaultCode;
import io.flotilla.engine.model.ChatMessage;
import io.flotilla.engine.model.scripted.Script;
import io.flotilla.engine.model.scripted.ScriptedChatModel;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentTest {
    private final List<JsonNode> asked = new CopyOnWriteArrayList<>();

    @Test
    void callsItsToolsUntilItAnswers() {
        var model = ScriptedChatModel.playing(
                Script.calls("find", "{\"id\": 7}"),
                Script.calls("find", "{\"id\": 8}"),
                Script.says("It is ", "Li Mei."));
        var run = agent(model, 8, null);

        var output = json(run.output());

        assertThat(output.path("text").asText()).isEqualTo("It is Li Mei.");
        assertThat(output.path("calls")).isEqualTo(json("""
                        [{"tool": "find", "ok": true, "arguments": {"id": 7}}, {"tool": "find", "ok": true, "arguments": {"id": 8}}]"""));
        assertThat(output.at("/usage/inputTokens").asInt()).isEqualTo(30);
        assertThat(asked)
                .containsExactly(json("{\"id\": 7, \"tenant\": \"t1\"}"), json("{\"id\": 8, \"tenant\": \"t1\"}"));
        assertThat(run.told.lines("delta")).containsExactly("delta a: It is Li Mei.");
        assertThat(run.told.calls()).hasSize(5);
        assertThat(model.requests().getLast().messages())
                .extracting(ChatMessage::role)
                .containsExactly(
                        ChatMessage.Role.USER,
                        ChatMessage.Role.ASSISTANT,
                        ChatMessage.Role.TOOL,
                        ChatMessage.Role.ASSISTANT,
                        ChatMessage.Role.TOOL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "find | no JSON | the arguments are no JSON",
                "find | [1] | the arguments must be an object",
                "find | {\"id\": \"x\"} | - /id",
                "find | {\"id\": 1, \"tenant\": \"t2\"} | tenant",
                "drop | {} | there is no tool of this name"
            })
    void whatTheModelAsksForWronglyIsToldToItAndNotDone(String tool, String arguments, String told) {
        var model = ScriptedChatModel.playing(Script.calls(tool, arguments), Script.says("Sorry."));

        assertThat(json(agent(model, 8, null).output()).at("/calls/0/ok").asBoolean())
                .isFalse();

        assertThat(model.requests().getLast().messages().getLast().content())
                .startsWith("error: ")
                .contains(told);
        assertThat(asked).isEmpty();
    }

    @Test
    void aConnectorThatFailsIsToldToTheModel() {
        var model = ScriptedChatModel.playing(Script.calls("find", "{\"id\": 7}"), Script.says("Nobody knows."));
        var run = agent(model, 8, null)
                .connector((operation, arguments, stop) ->
                        new ConnectorOutcome.Failed(new Fault(FaultCode.CONNECTOR_FAILED, "the database is away")));

        assertThat(json(run.output()).path("text").asText()).isEqualTo("Nobody knows.");
        assertThat(model.requests().getLast().messages().getLast().content())
                .isEqualTo("error: connector-failed, the database is away");
    }

    @Test
    void hasNoToolsAtItsLastCall() {
        var model = ScriptedChatModel.playing(Script.calls("find", "{\"id\": 7}"), Script.says("As far as I know."));

        agent(model, 2, null).output();

        assertThat(model.requests().getFirst().tools()).hasSize(1);
        assertThat(model.requests().getLast().tools()).isEmpty();
    }

    @Test
    void anAgentWithoutEndIsEnded() {
        var result = agent(ScriptedChatModel.playing(Script.calls("find", "{\"id\": 7}")), 3, null)
                .run();

        assertThat(((RunResult.Failed) result).fault().code()).isEqualTo(FaultCode.BUDGET_EXCEEDED);
        assertThat(((RunResult.Failed) result).fault().detail()).contains("3 calls");
    }

    @Test
    void anAgentThatTalksTooMuchIsEnded() {
        var result = agent(ScriptedChatModel.playing(Script.calls("find", "{\"id\": 7}")), 50, 30L)
                .run();

        assertThat(((RunResult.Failed) result).fault().detail()).contains("30 tokens");
        assertThat(asked).hasSize(3);
    }

    private TestRun agent(ScriptedChatModel model, int calls, @Nullable Long tokens) {
        return TestRun.of("\"{{ steps.a }}\"", step("a").agent("Who is 7?", calls, tokens))
                .inputs("{\"tenant\": \"t1\"}")
                .models(model)
                .connector((operation, arguments, stop) -> {
                    asked.add(arguments);
                    return new ConnectorOutcome.Answered(json("{\"name\": \"Li Mei\"}"));
                });
    }
}
