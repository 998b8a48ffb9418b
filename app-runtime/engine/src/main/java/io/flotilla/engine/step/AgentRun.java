package io.flotilla.engine.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flotilla.app.schema.JsonSchema;
import io.flotilla.app.violation.Violation;
import io.flotilla.engine.control.Fault;
import io.flotilla.engine.control.FaultCode;
import io.flotilla.engine.model.ChatMessage;
import io.flotilla.engine.model.ChatOutcome.Answered;
import io.flotilla.engine.model.TokenUsage;
import io.flotilla.engine.model.ToolCall;
import io.flotilla.engine.step.RouteRun.Reply;
import io.flotilla.engine.step.StepOutcome.Stopped;
import io.flotilla.engine.step.StepOutcome.Yielded;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One try of an `agent` step: the model is asked, does what it asked for with its tools, and is asked again, until it
/// answers. Before its last call the tools are taken away, so that it ends with what it knows.
///
/// @param opening what is said first
/// @param format  JSON Schema of the last answer, as written and compiled; both or none
/// @param limits  how often and how much
public record AgentRun(
        Way way,
        List<ChatMessage> opening,
        List<AgentTool> tools,
        @Nullable JsonNode format,
        @Nullable JsonSchema schema,
        Verification verify,
        AgentLimits limits,
        boolean stream) {
    private static final String LAST_CALL = "Answer now, with what you know. There are no tools any more.";

    public AgentRun {
        opening = List.copyOf(opening);
        tools = List.copyOf(tools);
    }

    /// @param tokens of all calls together; absent: as many as the run allows
    public record AgentLimits(int calls, @Nullable Long tokens) {}

    /// Works until there is an answer.
    public StepOutcome run(StepContext context) {
        var messages = new ArrayList<>(opening);
        var done = JsonNodeFactory.instance.arrayNode();
        var usage = TokenUsage.UNKNOWN;
        for (int call = 1; call <= limits.calls(); call++) {
            boolean last = call == limits.calls() && call > 1;
            if (last) messages.add(new ChatMessage(ChatMessage.Role.USER, LAST_CALL));
            var offered = last ? List.<AgentTool>of() : tools;
            var question = new Question(
                    messages, format, offered.stream().map(AgentTool::tool).toList());
            switch (new RouteRun(way).ask(context, question, false)) {
                case Reply.None(var fault) -> {
                    return new Stopped(fault);
                }
                case Reply.Given given -> {
                    var answer = given.answer();
                    usage = usage.plus(answer.usage());
                    if (answer.calls().isEmpty()) {
                        var output = output(given, done, usage);
                        var violations = judge(answer, output);
                        if (violations.isEmpty()) return finished(output, context);
                        if (call == limits.calls()) return new Stopped(invalid(violations));
                        messages.add(new ChatMessage(ChatMessage.Role.ASSISTANT, answer.text()));
                        messages.add(new ChatMessage(ChatMessage.Role.USER, Repair.text(violations, format != null)));
                    } else {
                        messages.add(ChatMessage.calling(answer.text(), answer.calls()));
                        for (ToolCall each : answer.calls()) messages.add(act(each, done, context));
                    }
                }
            }
            var stop = stopped(usage, context);
            if (stop != null) return new Stopped(stop);
        }
        return new Stopped(new Fault(
                FaultCode.BUDGET_EXCEEDED,
                "the agent has no answer after its limit of %d calls".formatted(limits.calls())));
    }

    private @Nullable Fault stopped(TokenUsage usage, StepContext context) {
        var stop = context.cancellation().reason();
        if (stop.isPresent()) return stop.get();
        var most = limits.tokens();
        if (most == null || usage.total() < most) return null;
        return new Fault(
                FaultCode.BUDGET_EXCEEDED, "the agent has no answer after its limit of %d tokens".formatted(most));
    }

    /// Does what the model asked for. What goes wrong is told to the model: it may know another way.
    private ChatMessage act(ToolCall call, ArrayNode done, StepContext context) {
        var tool = tools.stream()
                .filter(each -> each.tool().name().equals(call.name()))
                .findFirst();
        var result = tool.map(each -> each.act(call.arguments(), context))
                .orElseGet(() -> AgentTool.Result.wrong("there is no tool of this name"));
        done.addObject().put("tool", call.name()).put("ok", result.ok()).set("arguments", result.arguments());
        return ChatMessage.ofTool(call, result.told());
    }

    private List<Violation> judge(Answered answer, ObjectNode output) {
        if (schema == null) return verify.check(output);
        return switch (JsonAnswer.read(answer.text(), schema)) {
            case JsonAnswer.Misfits(var violations) -> violations;
            case JsonAnswer.Fits(var json) -> {
                output.set("json", json);
                yield verify.check(output);
            }
        };
    }

    private StepOutcome finished(ObjectNode output, StepContext context) {
        if (stream) context.deltas().accept(output.path("text").asText());
        return new Yielded(output);
    }

    private static ObjectNode output(Reply.Given given, ArrayNode done, TokenUsage usage) {
        var output = JsonNodeFactory.instance.objectNode();
        output.put("text", given.answer().text());
        output.set("json", NullNode.getInstance());
        output.set("calls", done);
        output.set("usage", Usages.json(usage));
        output.put("model", given.model().name());
        return output;
    }

    private static Fault invalid(List<Violation> violations) {
        return new Fault(
                FaultCode.OUTPUT_INVALID,
                "the model's answer is not what the step asks for: "
                        + violations.getFirst().code());
    }
}
