package io.flotilla.engine.step;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flotilla.engine.model.TokenUsage;

/// Usage as steps yield it.
final class Usages {
    private Usages() {}

    static ObjectNode json(TokenUsage usage) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("inputTokens", usage.input())
                .put("cachedInputTokens", usage.cachedInput())
                .put("outputTokens", usage.output())
                .put("reasoningTokens", usage.reasoning());
    }
}
