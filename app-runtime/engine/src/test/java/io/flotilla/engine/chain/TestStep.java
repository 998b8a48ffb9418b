package io.flotilla.engine.chain;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.flotilla.app.check.Block;
import io.flotilla.app.check.CheckedStep;
import io.flotilla.app.check.CheckedStep.CheckedAgent;
import io.flotilla.app.check.CheckedStep.CheckedAgentTool;
import io.flotilla.app.check.CheckedStep.CheckedBranch;
import io.flotilla.app.check.CheckedStep.CheckedCase;
import io.flotilla.app.check.CheckedStep.CheckedClassify;
import io.flotilla.app.check.CheckedStep.CheckedEach;
import io.flotilla.app.check.CheckedStep.CheckedExtract;
import io.flotilla.app.check.CheckedStep.CheckedPrompt;
import io.flotilla.app.check.CheckedStep.CheckedTool;
import io.flotilla.app.check.CheckedStep.CheckedTransform;
import io.flotilla.app.check.Plan;
import io.flotilla.app.definition.AgentStep;
import io.flotilla.app.definition.BranchStep;
import io.flotilla.app.definition.ClassifyStep;
import io.flotilla.app.definition.EachStep;
import io.flotilla.app.definition.EachStep.OnItemError;
import io.flotilla.app.definition.ExtractStep;
import io.flotilla.app.definition.Join;
import io.flotilla.app.definition.Message;
import io.flotilla.app.definition.ModelParameters;
import io.flotilla.app.definition.NestedSteps;
import io.flotilla.app.definition.OnError;
import io.flotilla.app.definition.Ordered;
import io.flotilla.app.definition.PromptStep;
import io.flotilla.app.definition.Retry;
import io.flotilla.app.definition.StepOptions;
import io.flotilla.app.definition.ToolStep;
import io.flotilla.app.definition.TransformStep;
import io.flotilla.app.expression.Evaluation;
import io.flotilla.app.schema.JsonSchema;
import io.flotilla.app.schema.Schemas;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Builds checked steps as the checker would, with only what a test is about said.
final class TestStep {
    private final String id;
    private final Set<String> needs = new HashSet<>();
    private final Set<String> skipsWith = new HashSet<>();
    private @Nullable String when;
    private Join join = Join.ALL;
    private @Nullable Duration timeout;
    private @Nullable Retry retry;
    private OnError onError = new OnError.Fail();

    private TestStep(String id) {
        this.id = id;
    }

    static TestStep step(String id) {
        return new TestStep(id);
    }

    TestStep after(String... ids) {
        needs.addAll(List.of(ids));
        return this;
    }

    /// Needs them, and is skipped when one of them is.
    TestStep using(String... ids) {
        skipsWith.addAll(List.of(ids));
        return after(ids);
    }

    TestStep when(String path) {
        when = path;
        return this;
    }

    TestStep joinAny() {
        join = Join.ANY;
        return this;
    }

    TestStep timeout(Duration limit) {
        timeout = limit;
        return this;
    }

    TestStep retry(int attempts, String... on) {
        retry = new Retry(attempts, Duration.ofSeconds(1), Set.of(on));
        return this;
    }

    TestStep onErrorValue(String json) {
        onError = new OnError.UseValue(json(json));
        return this;
    }

    TestStep onErrorGoTo(String target) {
        onError = new OnError.GoTo(target);
        return this;
    }

    CheckedStep prompt(String text) {
        return prompt("main", text, false, null, null);
    }

    CheckedStep streamedPrompt(String text) {
        return prompt("main", text, true, null, null);
    }

    CheckedStep promptTo(String alias, String text) {
        return prompt(alias, text, false, null, null);
    }

    CheckedStep jsonPrompt(String text, boolean stream, String schema, JsonSchema check) {
        return prompt("main", text, stream, json(schema), check);
    }

    /// A prompt whose answer stands when the value at `verify` is true.
    CheckedStep verifiedPrompt(String text, boolean stream, String verify) {
        var prompt = (CheckedPrompt) prompt("main", text, stream, null, null);
        return new CheckedPrompt(
                prompt.step(),
                prompt.plan(),
                prompt.contents(),
                null,
                List.of(),
                null,
                scope -> new Evaluation.Value(BooleanNode.valueOf(
                        requireNonNull(scope.answer()).path("text").asText().contains(verify))));
    }

    CheckedStep classify(String text, String... labels) {
        var classes = new LinkedHashMap<String, String>();
        for (var label : labels) classes.put(label, "About " + label);
        var step = new ClassifyStep(
                id,
                options(),
                "main",
                text,
                Ordered.copyOf(classes),
                null,
                List.of(new ClassifyStep.Example("for example", labels[0])),
                ModelParameters.NONE);
        return new CheckedClassify(step, plan(), TestTemplate.of(text), null);
    }

    CheckedStep extract(String text, String schema, String... ungrounded) {
        var step = new ExtractStep(
                id, options(), "main", text, null, json(schema), List.of(ungrounded), null, ModelParameters.NONE);
        return new CheckedExtract(step, plan(), TestTemplate.of(text), null, Schemas.compile(json(schema)), null);
    }

    /// An agent whose one tool, `find`, asks the connector for an `id` and lets the app fill `tenant`.
    CheckedStep agent(String text, int calls, @Nullable Long tokens) {
        var tool = new AgentStep.AgentTool(
                "crm", "find", "find", "Finds a customer.", json("{\"tenant\": \"{{ inputs.tenant }}\"}"));
        var parameters = json("""
                {"type": "object", "required": ["id"], "properties": {"id": {"type": "integer"}}, "additionalProperties": false}""");
        var step = new AgentStep(
                id,
                options(),
                "main",
                null,
                text,
                List.of(tool),
                null,
                null,
                calls,
                tokens,
                true,
                ModelParameters.NONE);
        var offered =
                new CheckedAgentTool(tool, parameters, Schemas.compile(parameters), new TestTemplate(tool.arguments()));
        return new CheckedAgent(step, plan(), null, TestTemplate.of(text), List.of(offered), null, null);
    }

    CheckedStep tool(String argumentsJson) {
        var step = new ToolStep(id, options(), "crm", "find", json(argumentsJson));
        return new CheckedTool(step, plan(), new TestTemplate(step.arguments()));
    }

    CheckedStep transform(String json) {
        var step = new TransformStep(id, options(), json(json));
        return new CheckedTransform(step, plan(), new TestTemplate(step.value()));
    }

    CheckedStep branch(@Nullable Block otherwise, CheckedCase... cases) {
        var step = new BranchStep(id, options(), List.of(), null);
        return new CheckedBranch(step, plan(), List.of(cases), otherwise);
    }

    CheckedStep each(String items, int parallel, OnItemError onItemError, Block body) {
        var value = onItemError instanceof OnItemError.UseValue(JsonNode json) ? new TestTemplate(json) : null;
        var nested = new NestedSteps(List.of(), NullNode.getInstance());
        var step = new EachStep(id, options(), items, parallel, nested, onItemError);
        return new CheckedEach(step, plan(), TestTemplate.of(items), body, value);
    }

    static CheckedCase caseWhen(String path, Block then) {
        return new CheckedCase(TestTemplate.of("{{ %s }}".formatted(path)), then);
    }

    static Block block(String outputJson, CheckedStep... steps) {
        return new Block(List.of(steps), new TestTemplate(json(outputJson)));
    }

    static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private CheckedStep prompt(
            String alias, String text, boolean stream, @Nullable JsonNode schema, @Nullable JsonSchema check) {
        var messages = List.of(new Message(Message.Role.USER, text));
        var step = new PromptStep(
                id, options(), alias, messages, null, List.of(), List.of(), schema, null, stream, ModelParameters.NONE);
        return new CheckedPrompt(step, plan(), List.of(TestTemplate.of(text)), null, List.of(), check, null);
    }

    private StepOptions options() {
        return new StepOptions(null, when, List.of(), join, timeout, retry, onError);
    }

    private Plan plan() {
        var value = onError instanceof OnError.UseValue(JsonNode json) ? new TestTemplate(json) : null;
        return new Plan(needs, skipsWith, when == null ? null : TestTemplate.of("{{ %s }}".formatted(when)), value);
    }
}
