package io.flotilla.engine.chain;

import com.fasterxml.jackson.databind.node.NullNode;
import io.flotilla.app.check.Block;
import io.flotilla.app.check.CheckedStep;
import io.flotilla.app.definition.Join;
import io.flotilla.app.definition.OnError;
import io.flotilla.app.expression.Scope;
import io.flotilla.engine.control.Cancellation;
import io.flotilla.engine.control.Fault;
import io.flotilla.engine.control.FaultCode;
import io.flotilla.engine.step.StepAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// Runs the steps of one block, each as soon as what it needs has ended. The calling thread keeps the books; every
/// step that does
/// something has a virtual thread of its own. The first failure stops the others; when several fail before that is
/// noticed, the
/// one that the document lists first counts.
final class BlockRun {
    private final Run run;
    private final Block block;
    private final String iteration;
    private final Voice voice;
    private final Cancellation outer;
    private final Map<String, CheckedStep> waiting = new LinkedHashMap<>();
    private final Map<String, Ended.Failed> failed = new HashMap<>();
    private final Set<String> over = new HashSet<>();
    private final Set<String> skipped = new HashSet<>();
    private final Set<String> passedOver = new HashSet<>();
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private Scope scope;
    private int underWay;
    private boolean interrupted;

    BlockRun(Run run, Block block, Scope scope, String iteration, Voice voice, Cancellation outer) {
        this.run = run;
        this.block = block;
        this.scope = scope;
        this.iteration = iteration;
        this.voice = voice;
        this.outer = outer;
        block.steps().forEach(step -> waiting.put(step.id(), step));
    }

    BlockOutcome run() {
        try (var inner = outer.child()) {
            startReady(inner);
            while (underWay > 0) {
                var arrival = await(inner);
                underWay--;
                note(arrival.step(), arrival.ended());
                if (arrival.ended() instanceof Ended.Failed) inner.cancel(siblingFailed());
                startReady(inner);
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
        var stop = outer.reason();
        if (stop.isPresent()) return new BlockOutcome.Stopped(stop.get(), null);
        for (CheckedStep each : block.steps()) {
            var failure = failed.get(each.id());
            if (failure != null) return new BlockOutcome.Stopped(failure.fault(), failure.at());
        }
        return Values.outcome(block.output().evaluate(scope));
    }

    /// Starts what can start. A step that ends without doing anything may set free the next, so this goes round
    /// until nothing does.
    private void startReady(Cancellation inner) {
        boolean moved = true;
        while (moved && !inner.isCancelled()) {
            moved = false;
            for (CheckedStep each : List.copyOf(waiting.values())) {
                if (!over.containsAll(each.plan().needs())) continue;
                waiting.remove(each.id());
                moved |= begin(each, inner);
            }
        }
    }

    /// @return whether the step is over already
    private boolean begin(CheckedStep step, Cancellation inner) {
        var at = new StepAddress(step.id(), iteration);
        var before = run.finished().at(at);
        if (before.isPresent()) {
            note(step, replay(step, before.get()));
            return true;
        }
        if (passedOver.contains(step.id()) || isSkippedWithOthers(step)) {
            var end = new StepEnd(
                    at,
                    step.step().type(),
                    StepState.SKIPPED,
                    NullNode.getInstance(),
                    null,
                    run.clock().now());
            tell(end);
            note(step, new Ended.Skipped());
            return true;
        }
        var stepRun = new StepRun(run, step, at, scope, voice, inner);
        underWay++;
        Thread.ofVirtual().name("step-" + step.id()).start(() -> arrivals.add(new Arrival(step, stepRun.run())));
        return false;
    }

    private void tell(StepEnd end) {
        try {
            run.bulletin().stepFinished(end);
            run.finished().add(new JournalStep(end.at(), end.state(), end.output()));
        } catch (RuntimeException e) {
            run.broke(e);
        }
    }

    /// What the journal says of a step. One that was skipped although it would have run had failed, and went to
    /// another step.
    private Ended replay(CheckedStep step, JournalStep before) {
        if (before.state() != StepState.SKIPPED) return new Ended.Yielded(before.output());
        boolean wouldRun = !passedOver.contains(step.id())
                && !isSkippedWithOthers(step)
                && Conditions.hold(step.plan().when(), scope);
        return wouldRun && step.step().options().onError() instanceof OnError.GoTo(var target)
                ? new Ended.Jumped(target)
                : new Ended.Skipped();
    }

    private boolean isSkippedWithOthers(CheckedStep step) {
        var references = step.plan().skipsWith();
        if (references.isEmpty()) return false;
        return switch (step.step().options().join()) {
            case Join.ALL -> references.stream().anyMatch(skipped::contains);
            case Join.ANY -> skipped.containsAll(references);
        };
    }

    private void note(CheckedStep step, Ended ended) {
        over.add(step.id());
        switch (ended) {
            case Ended.Yielded(var output) -> scope = scope.withStep(step.id(), output);
            case Ended.Skipped() -> skipped.add(step.id());
            case Ended.Jumped(var target) -> {
                skipped.add(step.id());
                passOver(step.id(), target);
            }
            case Ended.Failed failure -> failed.put(step.id(), failure);
            case Ended.Interrupted() -> {}
        }
    }

    private void passOver(String from, String to) {
        var ids = block.steps().stream().map(CheckedStep::id).toList();
        passedOver.addAll(ids.subList(ids.indexOf(from) + 1, Math.max(ids.indexOf(from) + 1, ids.indexOf(to))));
    }

    private Arrival await(Cancellation inner) {
        while (true) {
            try {
                return arrivals.take();
            } catch (InterruptedException e) {
                interrupted = true;
                inner.cancel(new Fault(FaultCode.CANCELLED, "the worker stops"));
                run.cancellation().cancel(new Fault(FaultCode.CANCELLED, "the worker stops"));
            }
        }
    }

    private static Fault siblingFailed() {
        return new Fault(FaultCode.CANCELLED, "another step failed");
    }

    private record Arrival(CheckedStep step, Ended ended) {}
}
