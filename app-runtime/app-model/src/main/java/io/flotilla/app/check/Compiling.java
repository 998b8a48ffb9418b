package io.flotilla.app.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import io.flotilla.app.check.Outline.BlockAt;
import io.flotilla.app.check.Outline.Place;
import io.flotilla.app.check.Outline.StepAt;
import io.flotilla.app.definition.AgentStep;
import io.flotilla.app.definition.BranchStep;
import io.flotilla.app.definition.ClassifyStep;
import io.flotilla.app.definition.EachStep;
import io.flotilla.app.definition.ExtractStep;
import io.flotilla.app.definition.PromptStep;
import io.flotilla.app.definition.ToolStep;
import io.flotilla.app.definition.TransformStep;
import io.flotilla.app.expression.Compiled;
import io.flotilla.app.expression.Condition;
import io.flotilla.app.expression.Draft;
import io.flotilla.app.expression.Issue;
import io.flotilla.app.expression.Types;
import io.flotilla.app.expression.Vocabulary;
import io.flotilla.app.read.Findings;
import io.flotilla.app.expression.Template;
import io.flotilla.app.schema.JsonSchema;
import io.flotilla.app.schema.Schemas;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Compiles an app's expressions, each step after those it needs, so that what they yield is known when it is
/// asked for.
final class Compiling {
    private final Types types;
    private final Answers answers;
    private final Order order;
    private final Tools tools;
    private final Findings findings;
    private final Map<String, CelType> yields = new HashMap<>();
    private final Set<StepAt> open = new HashSet<>();

    Compiling(Types types, Order order, Tools tools, Findings findings) {
        this.types = types;
        this.answers = new Answers(types);
        this.order = order;
        this.tools = tools;
        this.findings = findings;
    }

    /// A block and what it comes to.
    record Result(Block block, CelType type) {}

    /// @param around   what can be used around the block
    /// @param inSight  ids of the steps that can be referred to around it
    Result block(BlockAt at, Vocabulary around, Set<String> inSight) {
        var ids = new LinkedHashSet<>(inSight);
        at.children().forEach(step -> ids.add(step.id()));
        var vocabulary = around.withSteps(ids, yields);
        var steps = new HashMap<String, StepAt>();
        at.children().forEach(step -> steps.putIfAbsent(step.id(), step));
        var checked = new HashMap<StepAt, CheckedStep>();
        for (var step : at.children()) step(step, vocabulary, ids, steps, checked);
        var output = compile(at.output(), vocabulary);
        var inOrder = at.children().stream().map(checked::get).toList();
        return new Result(new Block(inOrder, output.template()), output.type());
    }

    private void step(
            StepAt at,
            Vocabulary vocabulary,
            Set<String> inSight,
            Map<String, StepAt> steps,
            Map<StepAt, CheckedStep> checked) {
        if (checked.containsKey(at) || !open.add(at)) return;
        for (var id : order.needs(at)) {
            var needed = steps.get(id);
            if (needed != null) step(needed, vocabulary, inSight, steps, checked);
        }
        checked.put(at, compile(at, vocabulary, inSight));
    }

    private CheckedStep compile(StepAt at, Vocabulary vocabulary, Set<String> inSight) {
        var when = at.when() == null ? null : condition(at.when(), vocabulary);
        var onError = at.onError() == null ? null : compile(at.onError(), vocabulary);
        var plan = new Plan(
                order.needs(at), order.skipsWith(at), when, onError == null ? null : onError.template());
        var uses = at.uses().stream().map(place -> compile(place, vocabulary)).toList();
        return switch (at.step()) {
            case PromptStep prompt -> {
                var type = answers.of(prompt);
                yields(at, type, onError);
                var templates = uses.stream().map(Compiled::template).toList();
                int messages = prompt.messages().size();
                yield new CheckedStep.CheckedPrompt(
                        prompt,
                        plan,
                        templates.subList(0, messages),
                        prompt.history() == null ? null : templates.getLast(),
                        templates.subList(messages, messages + prompt.images().size()),
                        prompt.schema() == null ? null : schema(prompt.schema()),
                        verify(at, vocabulary, type));
            }
            case ClassifyStep classify -> {
                yields(at, answers.ofClassify(), onError);
                yield new CheckedStep.CheckedClassify(classify, plan, uses.getFirst().template(), second(uses));
            }
            case ExtractStep extract -> {
                var type = answers.of(extract);
                yields(at, type, onError);
                yield new CheckedStep.CheckedExtract(
                        extract,
                        plan,
                        uses.getFirst().template(),
                        second(uses),
                        schema(extract.schema()),
                        verify(at, vocabulary, type));
            }
            case AgentStep agent -> {
                var type = answers.of(agent);
                yields(at, type, onError);
                yield agent(agent, at, plan, uses, verify(at, vocabulary, type));
            }
            case TransformStep transform -> {
                yields(at, uses.getFirst().type(), onError);
                yield new CheckedStep.CheckedTransform(
                        transform, plan, uses.getFirst().template());
            }
            case ToolStep tool -> {
                tools.check(tool, at.pointer());
                yields(at, tools.result(tool, types), onError);
                yield new CheckedStep.CheckedTool(tool, plan, uses.getFirst().template());
            }
            case EachStep each -> each(each, at, plan, uses.getFirst(), vocabulary, inSight, onError);
            case BranchStep branch -> branch(branch, at, plan, vocabulary, inSight, onError);
        };
    }

    private CheckedStep each(
            EachStep each,
            StepAt at,
            Plan plan,
            Compiled items,
            Vocabulary vocabulary,
            Set<String> inSight,
            @Nullable Compiled onError) {
        var inside = vocabulary.withItem(items.itemType());
        var sight = without(inSight, at.id());
        var body = block(at.blocks().getFirst(), inside, sight);
        Compiled instead = null;
        if (each.onItemError() instanceof EachStep.OnItemError.UseValue(var value)) {
            instead = compile(new Place(at.pointer() + "/onItemError/value", Draft.ofValue(value)), inside);
        }
        var item = instead == null ? body.type() : types.either(body.type(), instead.type());
        yields(at, Types.list(item), onError);
        return new CheckedStep.CheckedEach(
                each, plan, items.template(), body.block(), instead == null ? null : instead.template());
    }

    private CheckedStep branch(
            BranchStep branch,
            StepAt at,
            Plan plan,
            Vocabulary vocabulary,
            Set<String> inSight,
            @Nullable Compiled onError) {
        var cases = new ArrayList<CheckedStep.CheckedCase>();
        CelType type = branch.otherwise() == null ? SimpleType.NULL_TYPE : null;
        Block otherwise = null;
        for (var inside : at.blocks()) {
            var result = block(inside, vocabulary, without(inSight, at.id()));
            type = type == null ? result.type() : types.either(type, result.type());
            if (inside.when() == null) otherwise = result.block();
            else cases.add(new CheckedStep.CheckedCase(condition(inside.when(), vocabulary), result.block()));
        }
        yields(at, type == null ? SimpleType.DYN : type, onError);
        return new CheckedStep.CheckedBranch(branch, plan, cases, otherwise);
    }

    private void yields(StepAt at, CelType type, @Nullable Compiled onError) {
        yields.put(at.id(), onError == null ? type : types.either(type, onError.type()));
    }

    /// @param uses as [Outline] lists them: what is asked, the arguments of each tool, the system text
    private CheckedStep agent(
            AgentStep agent, StepAt at, Plan plan, List<Compiled> uses, @Nullable Condition verify) {
        var offered = new ArrayList<CheckedStep.CheckedAgentTool>();
        for (int i = 0; i < agent.tools().size(); i++) {
            var tool = agent.tools().get(i);
            var parameters = tools.offered(tool, at.pointer() + "/tools/" + i);
            offered.add(new CheckedStep.CheckedAgentTool(
                    tool, parameters, schema(parameters), uses.get(1 + i).template()));
        }
        return new CheckedStep.CheckedAgent(
                agent,
                plan,
                agent.system() == null ? null : uses.getLast().template(),
                uses.getFirst().template(),
                offered,
                agent.schema() == null ? null : schema(agent.schema()),
                verify);
    }

    private @Nullable Condition verify(StepAt at, Vocabulary vocabulary, CelType type) {
        return at.verify() == null ? null : condition(at.verify(), vocabulary.withAnswer(type));
    }

    /// Of a schema that has faults nothing is compiled: the app is refused anyway.
    private JsonSchema schema(JsonNode schema) {
        return findings.isEmpty() ? Schemas.compile(schema) : value -> List.of();
    }

    private static @Nullable Template second(List<Compiled> uses) {
        return uses.size() < 2 ? null : uses.get(1).template();
    }

    private static Set<String> without(Set<String> ids, String id) {
        var rest = new LinkedHashSet<>(ids);
        rest.remove(id);
        return rest;
    }

    private Condition condition(Place place, Vocabulary vocabulary) {
        return compile(place, vocabulary).condition();
    }

    private Compiled compile(Place place, Vocabulary vocabulary) {
        var issues = new ArrayList<Issue>(place.draft().issues());
        var compiled = place.draft().compile(vocabulary, issues);
        add(place, issues);
        return compiled;
    }

    private void add(Place place, List<Issue> issues) {
        for (var issue : issues) {
            var pointer = place.pointer() + issue.pointer();
            findings.add(
                    findings.places().inside(pointer, issue.line(), issue.column()),
                    pointer,
                    issue.code(),
                    issue.message(),
                    issue.suggestion());
        }
    }
}
