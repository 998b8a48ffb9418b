package io.flotilla.app.check;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import io.flotilla.app.check.Outline.BlockAt;
import io.flotilla.app.check.Outline.Place;
import io.flotilla.app.check.Outline.StepAt;
import io.flotilla.app.definition.BranchStep;
import io.flotilla.app.definition.EachStep;
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
    private final Order order;
    private final Tools tools;
    private final Findings findings;
    private final Map<String, CelType> yields = new HashMap<>();
    private final Set<StepAt> open = new HashSet<>();

    Compiling(Types types, Order order, Tools tools, Findings findings) {
        this.types = types;
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
                var schema = prompt.schema();
                yields(at, promptType(prompt), onError);
                var output = schema == null || !findings.isEmpty() ? null : Schemas.compile(schema);
                yield new CheckedStep.CheckedPrompt(
                        prompt, plan, uses.stream().map(Compiled::template).toList(), output);
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

    private CelType promptType(PromptStep prompt) {
        var fields = new HashMap<String, CelType>();
        fields.put("text", SimpleType.STRING);
        fields.put("model", SimpleType.STRING);
        fields.put("finishReason", SimpleType.STRING);
        var count = Types.orNull(SimpleType.INT);
        fields.put("usage", types.object(Map.of("inputTokens", count, "cachedInputTokens", count, "outputTokens", count, "reasoningTokens", count)));
        if (prompt.schema() != null) fields.put("json", types.of(prompt.schema()));
        return types.object(fields);
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
