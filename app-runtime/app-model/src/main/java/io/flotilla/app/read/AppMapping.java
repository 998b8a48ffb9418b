package io.flotilla.app.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.flotilla.app.definition.AgentStep;
import io.flotilla.app.definition.AppDefinition;
import io.flotilla.app.definition.AppSpec;
import io.flotilla.app.definition.BranchStep;
import io.flotilla.app.definition.ClassifyStep;
import io.flotilla.app.definition.EachStep;
import io.flotilla.app.definition.ExtractStep;
import io.flotilla.app.definition.History;
import io.flotilla.app.definition.Join;
import io.flotilla.app.definition.Limits;
import io.flotilla.app.definition.Message;
import io.flotilla.app.definition.ModelParameters;
import io.flotilla.app.definition.ModelRoute;
import io.flotilla.app.definition.NestedSteps;
import io.flotilla.app.definition.OnError;
import io.flotilla.app.definition.PromptStep;
import io.flotilla.app.definition.Retry;
import io.flotilla.app.definition.Step;
import io.flotilla.app.definition.StepOptions;
import io.flotilla.app.definition.ToolOffer;
import io.flotilla.app.definition.ToolStep;
import io.flotilla.app.definition.TransformStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/// From a JSON value of the form of an app to its records.
final class AppMapping {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private AppMapping() {}

    static AppDefinition app(JsonNode json) {
        var document = new Fields(json);
        var spec = document.object("spec");
        var inputs = spec.anyOrNull("inputs");
        return new AppDefinition(
                document.metadata(),
                new AppSpec(
                        spec.text("scenario"),
                        inputs == null ? NODES.objectNode().put("type", "object") : inputs,
                        spec.map("models", AppMapping::route),
                        spec.map("connectors", JsonNode::asText),
                        spec.list("steps", AppMapping::step),
                        spec.any("output"),
                        limits(spec.object("limits"))));
    }

    private static Limits limits(Fields limits) {
        return new Limits(
                limits.span("deadline"),
                limits.count("modelCalls"),
                limits.whole("tokens"),
                limits.json().has("cost") ? Units.money(limits.text("cost")) : null);
    }

    private static ModelRoute route(JsonNode json) {
        var route = new Fields(json);
        var parameters = parameters(route.object("parameters"));
        if (json.has("cascade")) {
            var cascade = route.object("cascade");
            var threshold = cascade.json().path("threshold").isNumber() ? cascade.number("threshold") : null;
            return new ModelRoute.Cascade(cascade.text("small"), cascade.text("large"), threshold, parameters);
        }
        if (json.has("split")) return new ModelRoute.Split(route.map("split", JsonNode::asInt), parameters);
        return new ModelRoute.Use(route.text("use"), route.texts("fallback"), parameters, route.span("cache"));
    }

    private static ModelParameters parameters(Fields json) {
        return new ModelParameters(
                json.number("temperature"),
                json.number("topP"),
                json.count("maxTokens"),
                json.texts("stop"),
                json.whole("seed"),
                json.number("presencePenalty"),
                json.number("frequencyPenalty"));
    }

    private static Step step(JsonNode json) {
        var step = new Fields(json);
        var id = step.text("id");
        var options = options(step);
        return switch (step.text("type")) {
            case "prompt" ->
                new PromptStep(
                        id,
                        options,
                        step.text("model"),
                        messages(step),
                        json.has("history") ? history(json.path("history")) : null,
                        step.texts("images"),
                        step.list("tools", AppMapping::tool),
                        step.object("output").anyOrNull("schema"),
                        step.textOrNull("verify"),
                        json.path("stream").booleanValue(),
                        parameters(step.object("parameters")));
            case "classify" ->
                new ClassifyStep(
                        id,
                        options,
                        step.text("model"),
                        step.text("text"),
                        step.map("classes", JsonNode::asText),
                        step.textOrNull("instructions"),
                        step.list("examples", AppMapping::example),
                        parameters(step.object("parameters")));
            case "extract" ->
                new ExtractStep(
                        id,
                        options,
                        step.text("model"),
                        step.text("text"),
                        step.textOrNull("instructions"),
                        step.any("schema"),
                        step.texts("ungrounded"),
                        step.textOrNull("verify"),
                        parameters(step.object("parameters")));
            case "agent" ->
                new AgentStep(
                        id,
                        options,
                        step.text("model"),
                        step.textOrNull("system"),
                        step.text("user"),
                        step.list("tools", AppMapping::agentTool),
                        step.object("output").anyOrNull("schema"),
                        step.textOrNull("verify"),
                        Objects.requireNonNullElse(step.object("limits").count("calls"), AgentStep.DEFAULT_CALLS),
                        step.object("limits").whole("tokens"),
                        json.path("stream").booleanValue(),
                        parameters(step.object("parameters")));
            case "transform" -> new TransformStep(id, options, step.any("value"));
            case "branch" ->
                new BranchStep(
                        id,
                        options,
                        step.list(
                                "cases",
                                each -> new BranchStep.Case(each.path("when").asText(), nested(each))),
                        json.has("else") ? nested(json.path("else")) : null);
            case "each" ->
                new EachStep(
                        id,
                        options,
                        step.text("items"),
                        Objects.requireNonNullElse(step.count("parallel"), 1),
                        nested(json),
                        onItemError(json.path("onItemError")));
            case "tool" ->
                new ToolStep(
                        id,
                        options,
                        step.text("connector"),
                        step.text("operation"),
                        json.has("arguments") ? json.path("arguments") : NODES.objectNode());
            default -> throw new IllegalArgumentException("no step type " + step.text("type"));
        };
    }

    private static History history(JsonNode json) {
        if (json.isTextual()) return new History(json.textValue(), History.DEFAULT_WINDOW, null);
        var history = new Fields(json);
        return new History(
                history.text("messages"),
                Objects.requireNonNullElse(history.count("window"), History.DEFAULT_WINDOW),
                history.count("tokens"));
    }

    private static ToolOffer tool(JsonNode json) {
        var tool = new Fields(json);
        return new ToolOffer(tool.text("name"), tool.text("description"), tool.any("parameters"));
    }

    private static AgentStep.AgentTool agentTool(JsonNode json) {
        var tool = new Fields(json);
        var operation = tool.text("operation");
        return new AgentStep.AgentTool(
                tool.text("connector"),
                operation,
                Objects.requireNonNullElse(tool.textOrNull("name"), operation),
                tool.text("description"),
                json.has("arguments") ? json.path("arguments") : NODES.objectNode());
    }

    private static ClassifyStep.Example example(JsonNode json) {
        var example = new Fields(json);
        return new ClassifyStep.Example(example.text("text"), example.text("label"));
    }

    private static StepOptions options(Fields step) {
        return new StepOptions(
                step.title("title"),
                step.textOrNull("when"),
                step.texts("after"),
                step.text("join").equals("any") ? Join.ANY : Join.ALL,
                step.span("timeout"),
                step.json().has("retry") ? retry(step.object("retry")) : null,
                onError(step.any("onError")));
    }

    private static Retry retry(Fields retry) {
        return new Retry(
                Objects.requireNonNullElse(retry.count("attempts"), 1),
                Objects.requireNonNullElse(retry.span("backoff"), Retry.DEFAULT_BACKOFF),
                Set.copyOf(retry.texts("on")));
    }

    private static OnError onError(JsonNode json) {
        if (json.has("goto")) return new OnError.GoTo(json.path("goto").asText());
        return json.has("value") ? new OnError.UseValue(json.path("value")) : new OnError.Fail();
    }

    private static EachStep.OnItemError onItemError(JsonNode json) {
        if (json.has("value")) return new EachStep.OnItemError.UseValue(json.path("value"));
        return json.asText().equals("skip") ? new EachStep.OnItemError.Skip() : new EachStep.OnItemError.Fail();
    }

    private static NestedSteps nested(JsonNode json) {
        var block = new Fields(json);
        return new NestedSteps(block.list("steps", AppMapping::step), block.any("output"));
    }

    private static List<Message> messages(Fields step) {
        var messages = new ArrayList<Message>();
        if (step.json().has("system")) messages.add(new Message(Message.Role.SYSTEM, step.text("system")));
        if (step.json().has("user")) messages.add(new Message(Message.Role.USER, step.text("user")));
        messages.addAll(step.list("messages", json -> {
            var message = new Fields(json);
            return new Message(
                    Message.Role.valueOf(message.text("role").toUpperCase(Locale.ROOT)), message.text("content"));
        }));
        return messages;
    }
}
