package io.flotilla.engine.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.flotilla.app.schema.JsonSchema;
import io.flotilla.app.violation.Violation;
import io.flotilla.engine.control.Fault;
import io.flotilla.engine.control.FaultCode;
import io.flotilla.engine.model.ChatMessage;
import io.flotilla.engine.model.ChatParameters;
import io.flotilla.engine.model.ChatRequest;
import io.flotilla.engine.model.TokenUsage;
import io.flotilla.engine.step.RouteRun.Reply;
import io.flotilla.engine.step.StepOutcome.Stopped;
import io.flotilla.engine.step.StepOutcome.Yielded;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One try of a `prompt` step. Asks the models of the route in order until one answers; an answer that must be JSON
/// and is not
/// what was asked for gets one chance to be repaired.
///
/// @param alias  the app's word for the route
/// @param route  the models to try
/// @param schema JSON Schema of the answer, as written and compiled; both or none
public record PromptRun(
        String alias,
        List<BoundModel> route,
        List<ChatMessage> messages,
        ChatParameters parameters,
        @Nullable JsonNode schema,
        @Nullable JsonSchema check,
        boolean stream) {
    private static final int SHOWN_VIOLATIONS = 10;

    public PromptRun {
        route = List.copyOf(route);
        messages = List.copyOf(messages);
    }

    /// Asks.
    public StepOutcome run(StepContext context) {
        return switch (ask(messages, stream, context)) {
            case Reply.None(var fault) -> new Stopped(fault);
            case Reply.Given given -> read(given, context);
        };
    }

    private StepOutcome read(Reply.Given reply, StepContext context) {
        var compiled = check();
        if (compiled == null)
            return new Yielded(output(reply, null, reply.answer().usage()));
        return switch (JsonAnswer.read(reply.answer().text(), compiled)) {
            case JsonAnswer.Fits(var json) ->
                new Yielded(output(reply, json, reply.answer().usage()));
            case JsonAnswer.Misfits(var violations) -> repair(reply, compiled, violations, context);
        };
    }

    private StepOutcome repair(
            Reply.Given first, JsonSchema compiled, List<Violation> violations, StepContext context) {
        var again = new ArrayList<>(messages);
        again.add(new ChatMessage(ChatMessage.Role.ASSISTANT, first.answer().text()));
        again.add(new ChatMessage(ChatMessage.Role.USER, repairText(violations)));
        return switch (ask(again, false, context)) {
            case Reply.None(var fault) -> new Stopped(fault);
            case Reply.Given second ->
                switch (JsonAnswer.read(second.answer().text(), compiled)) {
                    case JsonAnswer.Fits(var json) ->
                        new Yielded(output(
                                second,
                                json,
                                sum(first.answer().usage(), second.answer().usage())));
                    case JsonAnswer.Misfits(var still) ->
                        new Stopped(new Fault(
                                FaultCode.OUTPUT_INVALID,
                                "the model's answer is not the JSON that the step asks for: "
                                        + still.getFirst().code()));
                };
        };
    }

    private Reply ask(List<ChatMessage> conversation, boolean streamed, StepContext context) {
        return new RouteRun(alias, route)
                .ask(context, id -> new ChatRequest(conversation, parameters, schema, streamed, id));
    }

    private static JsonNode output(Reply.Given reply, @Nullable JsonNode json, TokenUsage usage) {
        var output = JsonNodeFactory.instance.objectNode();
        output.put("text", reply.answer().text());
        output.set("json", json == null ? JsonNodeFactory.instance.nullNode() : json);
        output.putObject("usage")
                .put("inputTokens", usage.input())
                .put("cachedInputTokens", usage.cachedInput())
                .put("outputTokens", usage.output())
                .put("reasoningTokens", usage.reasoning());
        output.put("model", reply.model().name());
        output.put("finishReason", reply.answer().finishReason());
        return output;
    }

    private static String repairText(List<Violation> violations) {
        return """
                That answer is not valid:
                %s
                Answer again with the corrected JSON only, without any other text.""".formatted(violations.stream()
                .limit(SHOWN_VIOLATIONS)
                .map(each ->
                        "- %s: %s".formatted(each.pointer().isEmpty() ? "the answer" : each.pointer(), each.message()))
                .collect(Collectors.joining("\n")));
    }

    private static TokenUsage sum(TokenUsage a, TokenUsage b) {
        return new TokenUsage(
                sum(a.input(), b.input()),
                sum(a.cachedInput(), b.cachedInput()),
                sum(a.output(), b.output()),
                sum(a.reasoning(), b.reasoning()));
    }

    private static @Nullable Long sum(@Nullable Long a, @Nullable Long b) {
        if (a == null || b == null) return a == null ? b : a;
        return a + b;
    }
}
