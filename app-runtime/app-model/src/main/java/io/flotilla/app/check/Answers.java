package io.flotilla.app.check;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import io.flotilla.app.definition.AgentStep;
import io.flotilla.app.definition.ExtractStep;
import io.flotilla.app.definition.PromptStep;
import io.flotilla.app.expression.Types;
import java.util.HashMap;
import java.util.Map;

/// The types of what steps yield that ask a model.
record Answers(Types types) {
    CelType of(PromptStep prompt) {
        var fields = answer();
        fields.put("route", SimpleType.STRING);
        fields.put("finishReason", SimpleType.STRING);
        if (prompt.schema() != null) fields.put("json", types.of(prompt.schema()));
        if (!prompt.tools().isEmpty()) {
            fields.put(
                    "calls", Types.list(types.object(Map.of("name", SimpleType.STRING, "arguments", SimpleType.DYN))));
        }
        return types.object(fields);
    }

    CelType of(AgentStep agent) {
        var fields = answer();
        fields.put(
                "calls",
                Types.list(types.object(
                        Map.of("tool", SimpleType.STRING, "arguments", SimpleType.DYN, "ok", SimpleType.BOOL))));
        if (agent.schema() != null) fields.put("json", types.of(agent.schema()));
        return types.object(fields);
    }

    private Map<String, CelType> answer() {
        var fields = new HashMap<String, CelType>();
        fields.put("text", SimpleType.STRING);
        fields.put("model", SimpleType.STRING);
        var count = Types.orNull(SimpleType.INT);
        fields.put(
                "usage",
                types.object(Map.of(
                        "inputTokens",
                        count,
                        "cachedInputTokens",
                        count,
                        "outputTokens",
                        count,
                        "reasoningTokens",
                        count)));
        return fields;
    }

    CelType ofClassify() {
        return types.object(Map.of(
                "label",
                SimpleType.STRING,
                "confidence",
                Types.orNull(SimpleType.DOUBLE),
                "model",
                SimpleType.STRING,
                "route",
                SimpleType.STRING));
    }

    CelType of(ExtractStep extract) {
        return types.object(
                Map.of("json", types.of(extract.schema()), "model", SimpleType.STRING, "route", SimpleType.STRING));
    }
}
