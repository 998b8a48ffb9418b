package io.flotilla.app.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flotilla.app.definition.AgentStep;
import io.flotilla.app.definition.AppDefinition;
import io.flotilla.app.definition.BranchStep;
import io.flotilla.app.definition.ClassifyStep;
import io.flotilla.app.definition.EachStep;
import io.flotilla.app.definition.ExtractStep;
import io.flotilla.app.definition.Join;
import io.flotilla.app.definition.History;
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
import java.util.List;
import java.util.Locale;

/// From the records of an app to JSON. What is left out is what the language takes for granted, so that two
/// documents that
/// mean the same become the same JSON.
public final class AppJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private AppJson() {}

    /// The app's document as JSON.
    public static JsonNode of(AppDefinition app) {
        var spec = NODES.objectNode().put("scenario", app.spec().scenario());
        spec.set("inputs", app.spec().inputs());
        var models = NODES.objectNode();
        app.spec().models().forEach((alias, route) -> models.set(alias, route(route)));
        Json.putUnlessEmpty(spec, "models", models);
        var connectors = NODES.objectNode();
        app.spec().connectors().forEach(connectors::put);
        Json.putUnlessEmpty(spec, "connectors", connectors);
        spec.set("steps", steps(app.spec().steps()));
        Json.putUnlessNull(spec, "output", app.spec().output());
        Json.putUnlessEmpty(spec, "limits", limits(app.spec().limits()));
        var document = NODES.objectNode().put("apiVersion", AppDefinition.API_VERSION).put("kind", AppDefinition.KIND);
        document.set("metadata", Json.metadata(app.metadata()));
        document.set("spec", spec);
        return document;
    }

    private static ObjectNode limits(Limits limits) {
        var json = NODES.objectNode();
        Json.put(json, "deadline", limits.deadline());
        if (limits.modelCalls() != null) json.put("modelCalls", limits.modelCalls());
        if (limits.tokens() != null) json.put("tokens", limits.tokens());
        if (limits.cost() != null) json.put("cost", limits.cost().toString());
        return json;
    }

    private static ObjectNode route(ModelRoute route) {
        var json = NODES.objectNode();
        switch (route) {
            case ModelRoute.Use use -> {
                json.put("use", use.model());
                Json.putUnlessEmpty(json, "fallback", Json.texts(use.fallback()));
                Json.put(json, "cache", use.cache());
            }
            case ModelRoute.Cascade cascade -> {
                var written = json.putObject("cascade").put("small", cascade.small()).put("large", cascade.large());
                if (cascade.threshold() != null) written.put("threshold", cascade.threshold());
            }
            case ModelRoute.Split split -> {
                var shares = json.putObject("split");
                split.shares().forEach(shares::put);
            }
        }
        Json.putUnlessEmpty(json, "parameters", parameters(route.parameters()));
        return json;
    }

    private static ObjectNode parameters(ModelParameters parameters) {
        var json = NODES.objectNode();
        if (parameters.temperature() != null) json.put("temperature", parameters.temperature());
        if (parameters.topP() != null) json.put("topP", parameters.topP());
        if (parameters.maxTokens() != null) json.put("maxTokens", parameters.maxTokens());
        Json.putUnlessEmpty(json, "stop", Json.texts(parameters.stop()));
        if (parameters.seed() != null) json.put("seed", parameters.seed());
        if (parameters.presencePenalty() != null) json.put("presencePenalty", parameters.presencePenalty());
        if (parameters.frequencyPenalty() != null) json.put("frequencyPenalty", parameters.frequencyPenalty());
        return json;
    }

    private static JsonNode steps(List<Step> steps) {
        var list = NODES.arrayNode();
        steps.forEach(step -> list.add(step(step)));
        return list;
    }

    private static ObjectNode step(Step step) {
        var json = NODES.objectNode().put("id", step.id()).put("type", step.type());
        options(json, step.options());
        switch (step) {
            case PromptStep prompt -> prompt(json, prompt);
            case ClassifyStep classify -> classify(json, classify);
            case ExtractStep extract -> extract(json, extract);
            case AgentStep agent -> agent(json, agent);
            case TransformStep transform -> json.set("value", transform.value());
            case BranchStep branch -> branch(json, branch);
            case EachStep each -> each(json, each);
            case ToolStep tool -> {
                json.put("connector", tool.connector()).put("operation", tool.operation());
                Json.putUnlessEmpty(json, "arguments", tool.arguments());
            }
        }
        return json;
    }

    private static void options(ObjectNode json, StepOptions options) {
        Json.put(json, "title", options.title());
        if (options.when() != null) json.put("when", options.when());
        Json.putUnlessEmpty(json, "after", Json.texts(options.after()));
        if (options.join() == Join.ANY) json.put("join", "any");
        Json.put(json, "timeout", options.timeout());
        if (options.retry() != null) json.set("retry", retry(options.retry()));
        switch (options.onError()) {
            case OnError.Fail fail -> {}
            case OnError.UseValue(var value) -> json.putObject("onError").set("value", value);
            case OnError.GoTo(var target) -> json.putObject("onError").put("goto", target);
        }
    }

    private static ObjectNode retry(Retry retry) {
        var json = NODES.objectNode().put("attempts", retry.attempts());
        if (!retry.backoff().equals(Retry.DEFAULT_BACKOFF)) Json.put(json, "backoff", retry.backoff());
        Json.putUnlessEmpty(json, "on", Json.texts(retry.on()));
        return json;
    }

    private static void prompt(ObjectNode json, PromptStep prompt) {
        json.put("model", prompt.model());
        var messages = json.putArray("messages");
        for (Message message : prompt.messages()) {
            messages.addObject()
                    .put("role", message.role().name().toLowerCase(Locale.ROOT))
                    .put("content", message.content());
        }
        if (prompt.history() != null) json.set("history", history(prompt.history()));
        Json.putUnlessEmpty(json, "images", Json.texts(prompt.images()));
        var tools = NODES.arrayNode();
        for (ToolOffer tool : prompt.tools()) {
            tools.addObject()
                    .put("name", tool.name())
                    .put("description", tool.description())
                    .set("parameters", tool.parameters());
        }
        Json.putUnlessEmpty(json, "tools", tools);
        if (prompt.schema() != null) json.putObject("output").set("schema", prompt.schema());
        if (prompt.verify() != null) json.put("verify", prompt.verify());
        if (prompt.stream()) json.put("stream", true);
        Json.putUnlessEmpty(json, "parameters", parameters(prompt.parameters()));
    }

    private static ObjectNode history(History history) {
        var json = NODES.objectNode().put("messages", history.messages());
        if (history.window() != History.DEFAULT_WINDOW) json.put("window", history.window());
        if (history.tokens() != null) json.put("tokens", history.tokens());
        return json;
    }

    private static void classify(ObjectNode json, ClassifyStep classify) {
        json.put("model", classify.model()).put("text", classify.text());
        var classes = json.putObject("classes");
        classify.classes().forEach(classes::put);
        if (classify.instructions() != null) json.put("instructions", classify.instructions());
        var examples = NODES.arrayNode();
        classify.examples()
                .forEach(each -> examples.addObject().put("text", each.text()).put("label", each.label()));
        Json.putUnlessEmpty(json, "examples", examples);
        Json.putUnlessEmpty(json, "parameters", parameters(classify.parameters()));
    }

    private static void extract(ObjectNode json, ExtractStep extract) {
        json.put("model", extract.model()).put("text", extract.text());
        if (extract.instructions() != null) json.put("instructions", extract.instructions());
        json.set("schema", extract.schema());
        Json.putUnlessEmpty(json, "ungrounded", Json.texts(extract.ungrounded()));
        if (extract.verify() != null) json.put("verify", extract.verify());
        Json.putUnlessEmpty(json, "parameters", parameters(extract.parameters()));
    }

    private static void agent(ObjectNode json, AgentStep agent) {
        json.put("model", agent.model());
        if (agent.system() != null) json.put("system", agent.system());
        json.put("user", agent.user());
        var tools = json.putArray("tools");
        for (var tool : agent.tools()) {
            var written = tools.addObject().put("connector", tool.connector()).put("operation", tool.operation());
            if (!tool.name().equals(tool.operation())) written.put("name", tool.name());
            written.put("description", tool.description());
            Json.putUnlessEmpty(written, "arguments", tool.arguments());
        }
        var limits = NODES.objectNode();
        if (agent.maxCalls() != AgentStep.DEFAULT_CALLS) limits.put("calls", agent.maxCalls());
        if (agent.maxTokens() != null) limits.put("tokens", agent.maxTokens());
        Json.putUnlessEmpty(json, "limits", limits);
        if (agent.schema() != null) json.putObject("output").set("schema", agent.schema());
        if (agent.verify() != null) json.put("verify", agent.verify());
        if (agent.stream()) json.put("stream", true);
        Json.putUnlessEmpty(json, "parameters", parameters(agent.parameters()));
    }

    private static void branch(ObjectNode json, BranchStep branch) {
        var cases = json.putArray("cases");
        branch.cases().forEach(each -> nested(cases.addObject().put("when", each.when()), each.then()));
        if (branch.otherwise() != null) nested(json.putObject("else"), branch.otherwise());
    }

    private static void each(ObjectNode json, EachStep each) {
        json.put("items", each.items());
        if (each.parallel() != 1) json.put("parallel", each.parallel());
        nested(json, each.body());
        switch (each.onItemError()) {
            case EachStep.OnItemError.Fail fail -> {}
            case EachStep.OnItemError.Skip skip -> json.put("onItemError", "skip");
            case EachStep.OnItemError.UseValue(var value) -> json.putObject("onItemError").set("value", value);
        }
    }

    private static void nested(ObjectNode json, NestedSteps nested) {
        json.set("steps", steps(nested.steps()));
        Json.putUnlessNull(json, "output", nested.output());
    }
}
