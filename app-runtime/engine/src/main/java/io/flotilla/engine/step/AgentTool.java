package io.flotilla.engine.step;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flotilla.app.schema.JsonSchema;
import io.flotilla.engine.connector.ConnectorOutcome;
import io.flotilla.engine.model.Tool;

/// An operation of a connector, offered to a model.
///
/// @param tool  as the model sees it
/// @param check of the arguments that the model fills
/// @param fixed arguments that are not the model's to fill
/// @param alias the app's word for the connector
public record AgentTool(
        Tool tool, JsonSchema check, ObjectNode fixed, String alias, BoundConnector connector, String operation) {
    /// A model reads no more of a result than this.
    private static final int LONGEST_RESULT = 50_000;

    private static final JsonMapper MAPPER = new JsonMapper();

    /// What came of a call.
    ///
    /// @param arguments as the model gave them
    /// @param told      what the model hears
    record Result(boolean ok, JsonNode arguments, String told) {
        static Result wrong(String why) {
            return new Result(false, JsonNodeFactory.instance.nullNode(), "error: " + why);
        }
    }

    Result act(String arguments, StepContext context) {
        JsonNode asked;
        try {
            asked = MAPPER.readTree(arguments);
        } catch (JsonProcessingException e) {
            return Result.wrong("the arguments are no JSON");
        }
        if (asked == null || !asked.isObject()) return Result.wrong("the arguments must be an object");
        var violations = check.check(asked);
        if (!violations.isEmpty()) {
            return new Result(false, asked, "error: " + Repair.list(violations));
        }
        var all = ((ObjectNode) asked.deepCopy()).setAll(fixed);
        var target = new CallTarget.OfConnector(alias, connector.name(), operation);
        return switch (context.meter().call(context, target, connector, all)) {
            case ConnectorOutcome.Answered(var result) -> new Result(true, asked, shortened(result));
            case ConnectorOutcome.Failed(var fault) ->
                new Result(false, asked, "error: %s, %s".formatted(fault.code().code(), fault.detail()));
        };
    }

    private static String shortened(JsonNode result) {
        var text = result.toString();
        return text.length() <= LONGEST_RESULT
                ? text
                : text.substring(0, LONGEST_RESULT) + " ... (%d characters are left out)"
                        .formatted(text.length() - LONGEST_RESULT);
    }
}
