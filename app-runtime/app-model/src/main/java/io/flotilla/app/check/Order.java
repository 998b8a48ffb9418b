package io.flotilla.app.check;

import io.flotilla.app.check.Outline.BlockAt;
import io.flotilla.app.check.Outline.Place;
import io.flotilla.app.check.Outline.StepAt;
import io.flotilla.app.definition.OnError;
import io.flotilla.app.read.Findings;
import io.flotilla.app.violation.Nearest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// In which order the steps of a block run: what waits for what, and what is skipped with what.
final class Order {
    private final Findings findings;
    private final Map<String, Set<String>> needs = new HashMap<>();
    private final Map<String, Set<String>> skipsWith = new HashMap<>();

    Order(Findings findings) {
        this.findings = findings;
    }

    Set<String> needs(StepAt step) {
        return needs.getOrDefault(step.id(), Set.of());
    }

    Set<String> skipsWith(StepAt step) {
        return skipsWith.getOrDefault(step.id(), Set.of());
    }

    /// Finds the order of a block and of the blocks inside it; unknown ids and cycles are findings.
    void find(BlockAt block) {
        var ids = new LinkedHashSet<String>();
        block.children().forEach(step -> ids.add(step.id()));
        for (var step : block.children()) {
            var uses = new Uses();
            uses.addAll(step);
            var waits = new LinkedHashSet<>(uses.all);
            after(step, ids, waits);
            waits.retainAll(ids);
            uses.unguarded.retainAll(ids);
            needs.put(step.id(), waits);
            skipsWith.put(step.id(), uses.unguarded);
        }
        jumps(block, ids);
        cycles(block);
        block.children().forEach(step -> step.blocks().forEach(this::find));
    }

    private void after(StepAt step, Set<String> ids, Set<String> waits) {
        var after = step.step().options().after();
        for (int i = 0; i < after.size(); i++) {
            var id = after.get(i);
            if (ids.contains(id)) {
                waits.add(id);
            } else {
                findings.add(
                        step.pointer() + "/after/" + i,
                        "unknown-step",
                        "there is no step '%s' in the same list".formatted(id),
                        Nearest.to(id, ids).orElse(null));
            }
        }
    }

    /// What a `goto` may pass over, and its target, wait until it is known.
    private void jumps(BlockAt block, Set<String> ids) {
        var order = new ArrayList<>(ids);
        for (var step : block.children()) {
            if (!(step.step().options().onError() instanceof OnError.GoTo(var target))) continue;
            int from = order.indexOf(step.id());
            int to = order.indexOf(target);
            var place = step.pointer() + "/onError/goto";
            if (to < 0) {
                var message = "there is no step '%s' in the same list".formatted(target);
                findings.add(
                        place, "unknown-step", message, Nearest.to(target, ids).orElse(null));
            } else if (to <= from) {
                findings.add(place, "backward-goto", "goto must name a later step; '%s' is not".formatted(target));
            } else {
                for (var passed : order.subList(from + 1, to + 1)) {
                    needs.computeIfAbsent(passed, id -> new LinkedHashSet<>()).add(step.id());
                }
            }
        }
    }

    private void cycles(BlockAt block) {
        var steps = new LinkedHashMap<String, StepAt>();
        block.children().forEach(step -> steps.putIfAbsent(step.id(), step));
        var done = new HashSet<String>();
        for (var id : steps.keySet()) walk(id, new ArrayList<>(), done, steps);
    }

    private void walk(String id, List<String> path, Set<String> done, Map<String, StepAt> steps) {
        int seen = path.indexOf(id);
        if (seen >= 0) {
            var cycle = new ArrayList<>(path.subList(seen, path.size()));
            cycle.add(id);
            var first = steps.get(cycle.getFirst());
            if (first != null) {
                findings.add(
                        first.pointer(),
                        "cycle",
                        "steps wait for each other without end: " + String.join(" -> ", cycle));
            }
            return;
        }
        if (done.contains(id)) return;
        path.add(id);
        for (var next : needs.getOrDefault(id, Set.of())) walk(next, path, done, steps);
        path.removeLast();
        done.add(id);
    }

    /// What a step and all inside it refer to. A guard in a `when` guards all that stands under it.
    private static final class Uses {
        private final Set<String> all = new LinkedHashSet<>();
        private final Set<String> unguarded = new LinkedHashSet<>();

        void addAll(StepAt step) {
            add(step, Set.of());
        }

        private void add(StepAt step, Set<String> guardedAbove) {
            var guarded = new HashSet<>(guardedAbove);
            if (step.when() != null) add(step.when(), guarded, true);
            step.uses().forEach(place -> add(place, guarded, true));
            if (step.verify() != null) add(step.verify(), guarded, true);
            if (step.onError() != null) add(step.onError(), guarded, false);
            for (var block : step.blocks()) {
                var inside = new HashSet<>(guarded);
                if (block.when() != null) add(block.when(), inside, true);
                block.children().forEach(child -> add(child, inside));
                add(block.output(), inside, true);
            }
        }

        private void add(Place place, Set<String> guarded, boolean needed) {
            var references = place.draft().references();
            all.addAll(references.steps());
            if (place.pointer().endsWith("/when")) guarded.addAll(references.guarded());
            for (var id : references.unguarded()) if (needed && !guarded.contains(id)) unguarded.add(id);
        }
    }
}
