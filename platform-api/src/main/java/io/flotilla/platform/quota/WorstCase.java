package io.flotilla.platform.quota;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.app.definition.AgentStep;
import io.flotilla.app.definition.AppSpec;
import io.flotilla.app.definition.BranchStep;
import io.flotilla.app.definition.ClassifyStep;
import io.flotilla.app.definition.EachStep;
import io.flotilla.app.definition.ExtractStep;
import io.flotilla.app.definition.PromptStep;
import io.flotilla.app.definition.Step;
import io.flotilla.app.definition.TokenBounds;
import io.flotilla.app.definition.ToolStep;
import io.flotilla.app.definition.TransformStep;
import io.flotilla.messages.Cost;
import io.flotilla.messages.ResolvedModel;
import io.flotilla.messages.ResolvedRoute;
import io.flotilla.messages.RouteChoice;
import io.flotilla.platform.usage.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Adds up an app's worst case, step by step.
final class WorstCase {
    /// How often the steps of an `each` run when nothing bounds the calls of the app.
    private static final int UNKNOWN_CALLS = 100;

    private final AppSpec spec;
    private final Map<String, ResolvedRoute> models;
    private final Sizes sizes;

    WorstCase(AppSpec spec, Map<String, ResolvedRoute> models, JsonNode inputs) {
        this.spec = spec;
        this.models = models;
        this.sizes = new Sizes(spec, inputs);
    }

    WorstBill bill() {
        var uses = uses(spec.steps()).toList();
        if (uses.isEmpty()) return new WorstBill.Nothing();
        var currencies = new TreeSet<String>();
        for (var use : uses) {
            for (var model : route(use)) {
                var price = model.price();
                if (price == null) {
                    return new WorstBill.Unknown("The model '%s' has no price.".formatted(model.name()));
                }
                currencies.add(price.currency());
            }
        }
        if (currencies.size() > 1) {
            return new WorstBill.Unknown("Its models are priced in %s.".formatted(String.join(" and ", currencies)));
        }
        return new WorstBill.AtMost(new Money(limited(sum(spec.steps())), currencies.first()));
    }

    /// What the app's own limits leave of it.
    private long limited(Bill bill) {
        var most = spec.limits().modelCalls();
        long calls = most == null ? bill.calls : Math.min(bill.calls, most);
        long nano = Math.min(bill.nano, times(bill.dearest, calls));
        var cost = spec.limits().cost();
        if (cost == null) return nano;
        return bill.guessed ? cost.nano() : Math.min(nano, cost.nano());
    }

    private Bill sum(List<Step> steps) {
        return steps.stream().map(this::of).reduce(Bill.NONE, Bill::plus);
    }

    private Bill of(Step step) {
        return switch (step) {
            case PromptStep _, ClassifyStep _, ExtractStep _, AgentStep _ ->
                ModelUse.of(step).map(use -> retried(step, asked(use))).orElse(Bill.NONE);
            case BranchStep branch -> retried(step, branch(branch));
            case EachStep each -> retried(step, each(each));
            case ToolStep _, TransformStep _ -> Bill.NONE;
        };
    }

    private static Bill retried(Step step, Bill once) {
        var retry = step.options().retry();
        return retry == null ? once : once.times(retry.attempts());
    }

    private Bill asked(ModelUse use) {
        var resolved = models.get(use.alias());
        if (resolved == null) return Bill.NONE;
        var route =
                switch (resolved.choice()) {
                    case RouteChoice.Split(var shares) ->
                        shares.stream()
                                .map(share -> all(resolved.of(share.arm()), use))
                                .reduce(Bill.NONE, Bill::or);
                    case RouteChoice.Cascade _ -> all(resolved.models(), use);
                    case null -> all(resolved.models(), use);
                };
        return route.times(use.times());
    }

    /// Each of the models in turn, because the one before could not answer or was not sure enough.
    private Bill all(List<ResolvedModel> models, ModelUse use) {
        var input = sizes.input(use);
        long output = outputTokens(spec, use);
        var sum = Bill.NONE;
        for (var model : models) {
            long read = Math.min(input.tokens(), requireNonNullElse(model.contextLength(), Integer.MAX_VALUE));
            long nano = Optional.ofNullable(model.price())
                    .flatMap(price -> Cost.ceiling(price, read, output, use.images()))
                    .orElse(Long.MAX_VALUE);
            sum = sum.plus(new Bill(nano, 1, nano, input.guessed()));
        }
        return sum;
    }

    private Bill branch(BranchStep branch) {
        var worst = Bill.NONE;
        for (var each : branch.cases()) worst = worst.or(sum(each.then().steps()));
        var otherwise = branch.otherwise();
        return otherwise == null ? worst : worst.or(sum(otherwise.steps()));
    }

    /// Nobody knows the items before: as many as the app's calls allow.
    private Bill each(EachStep each) {
        var body = sum(each.body().steps());
        if (body.calls == 0) return Bill.NONE;
        long calls = requireNonNullElse(spec.limits().modelCalls(), UNKNOWN_CALLS);
        return new Bill(times(body.dearest, calls), calls, body.dearest, true);
    }

    /// What an answer has at most, whichever model gives it.
    static long outputTokens(AppSpec spec, ModelUse use) {
        var asked = use.parameters().maxTokens();
        var route = spec.models().get(use.alias());
        if (asked != null || route == null) return requireNonNullElse(asked, TokenBounds.OUTPUT);
        long most = 0;
        for (var arm : spec.arms(route)) {
            var its = arm.alias() == null ? null : spec.models().get(arm.alias());
            var parameters = its == null ? route.parameters() : its.parameters().orElse(route.parameters());
            most = Math.max(most, requireNonNullElse(parameters.maxTokens(), TokenBounds.OUTPUT));
        }
        return most;
    }

    private List<ResolvedModel> route(ModelUse use) {
        var route = models.get(use.alias());
        return route == null ? List.of() : route.models();
    }

    private static Stream<ModelUse> uses(List<Step> steps) {
        return steps.stream().flatMap(step -> switch (step) {
            case PromptStep _, ClassifyStep _, ExtractStep _, AgentStep _ -> ModelUse.of(step).stream();
            case EachStep each -> uses(each.body().steps());
            case BranchStep branch -> {
                var nested = new ArrayList<Step>();
                branch.cases().forEach(each -> nested.addAll(each.then().steps()));
                var otherwise = branch.otherwise();
                if (otherwise != null) nested.addAll(otherwise.steps());
                yield uses(nested);
            }
            case ToolStep _, TransformStep _ -> Stream.empty();
        });
    }

    private static long times(long nano, long factor) {
        return Math.multiplyHigh(nano, factor) == 0 && nano * factor >= 0 ? nano * factor : Long.MAX_VALUE;
    }

    /// A sum of calls; too much to count is the most there is.
    ///
    /// @param dearest the dearest call of them
    /// @param guessed whether something in it has no bound of its own
    private record Bill(long nano, long calls, long dearest, boolean guessed) {
        static final Bill NONE = new Bill(0, 0, 0, false);

        Bill plus(Bill other) {
            long sum = nano + other.nano;
            return new Bill(
                    sum < 0 ? Long.MAX_VALUE : sum,
                    calls + other.calls,
                    Math.max(dearest, other.dearest),
                    guessed || other.guessed);
        }

        Bill times(long factor) {
            return new Bill(WorstCase.times(nano, factor), calls * factor, dearest, guessed);
        }

        Bill or(Bill other) {
            return new Bill(
                    Math.max(nano, other.nano),
                    Math.max(calls, other.calls),
                    Math.max(dearest, other.dearest),
                    guessed || other.guessed);
        }
    }
}
