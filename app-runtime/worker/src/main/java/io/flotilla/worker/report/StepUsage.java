package io.flotilla.worker.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flotilla.messages.CallKind;
import io.flotilla.messages.UsageRecorded;
import org.jspecify.annotations.Nullable;

/// What one step used, for the frame that tells of its end.
record StepUsage(int modelCalls, long inputTokens, long outputTokens) {
    static final StepUsage NONE = new StepUsage(0, 0, 0);

    static StepUsage of(UsageRecorded usage) {
        if (usage.call().kind() == CallKind.CONNECTOR) return NONE;
        return new StepUsage(
                1, known(usage.units().inputTokens()), known(usage.units().outputTokens()));
    }

    StepUsage plus(StepUsage more) {
        return new StepUsage(
                modelCalls + more.modelCalls, inputTokens + more.inputTokens, outputTokens + more.outputTokens);
    }

    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("modelCalls", modelCalls)
                .put("inputTokens", inputTokens)
                .put("outputTokens", outputTokens);
    }

    private static long known(@Nullable Long tokens) {
        return tokens == null ? 0 : tokens;
    }
}
