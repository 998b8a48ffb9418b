package io.flotilla.engine.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.flotilla.app.check.CheckedStep.CheckedEach;
import io.flotilla.app.definition.EachStep.OnItemError;
import io.flotilla.app.expression.Evaluation;
import io.flotilla.app.expression.Scope;
import io.flotilla.engine.control.Cancellation;
import io.flotilla.engine.control.Fault;
import io.flotilla.engine.control.FaultCode;
import io.flotilla.engine.step.StepAddress;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Runs an `each` step: as many items at a time as it allows, the outputs in the items' order.
final class EachRun {
    private final Run run;
    private final CheckedEach each;
    private final StepAddress at;
    private final Scope scope;
    private final Voice voice;
    private final Cancellation cancellation;

    EachRun(Run run, CheckedEach each, StepAddress at, Scope scope, Voice voice, Cancellation cancellation) {
        this.run = run;
        this.each = each;
        this.at = at;
        this.scope = scope;
        this.voice = voice;
        this.cancellation = cancellation;
    }

    BlockOutcome run() {
        return switch (each.items().evaluate(scope)) {
            case Evaluation.Fault failed -> new BlockOutcome.Stopped(Values.fault(failed), at);
            case Evaluation.Value(JsonNode items) when items.isArray() || items.isNull() -> overAll(items);
            case Evaluation.Value(JsonNode _) ->
                new BlockOutcome.Stopped(
                        new Fault(FaultCode.INVALID_DEFINITION, "the step's `items` are not a list"), at);
        };
    }

    private BlockOutcome overAll(JsonNode items) {
        @Nullable BlockOutcome[] outcomes = new @Nullable BlockOutcome[items.size()];
        try (var inner = cancellation.child()) {
            var next = new AtomicInteger();
            var threads = new ArrayList<Thread>();
            int parallel = Math.min(each.step().parallel(), items.size());
            for (int i = 0; i < parallel; i++) {
                threads.add(Thread.startVirtualThread(() -> work(items, next, outcomes, inner)));
            }
            for (Thread thread : threads) join(thread, inner);
        }
        return collect(outcomes);
    }

    private void work(JsonNode items, AtomicInteger next, @Nullable BlockOutcome[] outcomes, Cancellation inner) {
        try {
            for (int i = next.getAndIncrement(); i < items.size(); i = next.getAndIncrement()) {
                if (inner.isCancelled()) return;
                var outcome = item(items.get(i), i, inner);
                if (outcome instanceof BlockOutcome.Stopped && inner.isCancelled()) return;
                outcomes[i] = outcome;
                if (outcome instanceof BlockOutcome.Stopped) inner.cancel(itemFailed());
            }
        } catch (Throwable e) {
            run.broke(e);
        }
    }

    /// The item's outcome after `onItemError`: stopped only if the whole step is to stop.
    private @Nullable BlockOutcome item(JsonNode item, int index, Cancellation inner) {
        var itemScope = scope.withItem(item, index);
        var iteration = at.iteration().isEmpty() ? Integer.toString(index) : at.iteration() + "." + index;
        var outcome = new BlockRun(run, each.body(), itemScope, iteration, voice, inner).run();
        if (!(outcome instanceof BlockOutcome.Stopped) || inner.isCancelled()) return outcome;
        return switch (each.step().onItemError()) {
            case OnItemError.Fail() -> outcome;
            case OnItemError.Skip() -> null;
            case OnItemError.UseValue(var _) -> {
                var value = each.onItemError();
                yield value == null ? outcome : Values.outcome(value.evaluate(itemScope));
            }
        };
    }

    private BlockOutcome collect(@Nullable BlockOutcome[] outcomes) {
        var stop = cancellation.reason();
        if (stop.isPresent()) return new BlockOutcome.Stopped(stop.get(), at);
        var list = JsonNodeFactory.instance.arrayNode();
        for (BlockOutcome outcome : outcomes) {
            switch (outcome) {
                case null -> {}
                case BlockOutcome.Yielded(var output) -> list.add(output);
                case BlockOutcome.Stopped stopped -> {
                    return stopped;
                }
            }
        }
        return new BlockOutcome.Yielded(list);
    }

    private static void join(Thread thread, Cancellation inner) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
                inner.cancel(new Fault(FaultCode.CANCELLED, "the worker stops"));
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    private static Fault itemFailed() {
        return new Fault(FaultCode.CANCELLED, "another item failed");
    }
}
