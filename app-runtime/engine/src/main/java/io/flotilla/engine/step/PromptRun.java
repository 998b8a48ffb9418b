package io.flotilla.engine.step;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flotilla.app.schema.JsonSchema;
import io.flotilla.engine.model.ChatOutcome.Answered;
import io.flotilla.engine.model.ToolCall;
import io.flotilla.engine.step.AnswerCheck.Verdict;
import io.flotilla.engine.step.Asking.Result;
import io.flotilla.engine.step.StepOutcome.Stopped;
import io.flotilla.engine.step.StepOutcome.Yielded;
import org.jspecify.annotations.Nullable;

/// One try of a `prompt` step.
///
/// @param schema what the answer must satisfy; absent for free text
/// @param verify what else must hold of the step's output
public record PromptRun(Ways ways, Question question, @Nullable JsonSchema schema, Verification verify, boolean stream) {
    private static final JsonMapper MAPPER = new JsonMapper();

    /// Asks.
    public StepOutcome run(StepContext context) {
        return switch (new Asking(ways, question, stream, this::judge).run(context)) {
            case Result.None(var fault) -> new Stopped(fault);
            case Result.Given given -> {
                var output = output(given.answer(), given.json());
                output.set("usage", Usages.json(given.usage()));
                output.put("model", given.model().name());
                output.put("route", given.kind().word());
                yield new Yielded(output);
            }
        };
    }

    /// An answer that asks for tools is not held to the schema: it is not the last word.
    private Verdict judge(Answered answer) {
        if (schema == null || !answer.calls().isEmpty()) return verified(answer, NullNode.getInstance());
        return switch (JsonAnswer.read(answer.text(), schema)) {
            case JsonAnswer.Fits(var json) -> verified(answer, json);
            case JsonAnswer.Misfits(var violations) -> new Verdict.Falls(violations);
        };
    }

    private Verdict verified(Answered answer, JsonNode json) {
        var violations = verify.check(output(answer, json));
        return violations.isEmpty() ? new Verdict.Stands(json, null) : new Verdict.Falls(violations);
    }

    private ObjectNode output(Answered answer, JsonNode json) {
        var output = JsonNodeFactory.instance.objectNode();
        output.put("text", answer.text());
        output.set("json", json);
        if (!question.tools().isEmpty()) {
            var calls = output.putArray("calls");
            for (ToolCall call : answer.calls()) {
                calls.addObject().put("name", call.name()).set("arguments", arguments(call));
            }
        }
        output.put("finishReason", answer.finishReason());
        return output;
    }

    /// What is no JSON is passed on as the text that it is.
    private static JsonNode arguments(ToolCall call) {
        try {
            return MAPPER.readTree(call.arguments());
        } catch (JsonProcessingException e) {
            return JsonNodeFactory.instance.textNode(call.arguments());
        }
    }
}
