package io.flotilla.platform.app.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flotilla.platform.app.diff.StepChange.ChangeKind;
import io.flotilla.platform.app.diff.StepChange.StepPlace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// The steps of an app by their id, wherever they are nested, each without the steps inside it.
final class Steps {
    private final Map<String, Step> byId = new LinkedHashMap<>();

    Steps(JsonNode steps) {
        collect("", steps);
    }

    /// What changed, in the order of the later version; what was removed comes last.
    List<StepChange> changesTo(Steps later) {
        var changes = new ArrayList<StepChange>();
        var moved = movedIn(later);
        later.byId.forEach((id, step) -> {
            var before = byId.get(id);
            if (before == null) {
                changes.add(new StepChange(id, step.type(), ChangeKind.ADDED, false, null, step.place, List.of()));
                return;
            }
            var fields = FieldChange.between(before.content, step.content);
            boolean elsewhere = moved.contains(id);
            if (fields.isEmpty() && !elsewhere) return;
            var kind = fields.isEmpty() ? ChangeKind.MOVED : ChangeKind.CHANGED;
            changes.add(new StepChange(id, step.type(), kind, elsewhere, before.place, step.place, fields));
        });
        byId.forEach((id, step) -> {
            if (later.byId.containsKey(id)) return;
            changes.add(new StepChange(id, step.type(), ChangeKind.REMOVED, false, step.place, null, List.of()));
        });
        return changes;
    }

    /// Those that are in another list, and of those in the same list the fewest that explain its new order.
    private Set<String> movedIn(Steps later) {
        var moved = new HashSet<String>();
        var lists = new LinkedHashMap<String, List<String>>();
        later.byId.forEach((id, step) -> {
            var before = byId.get(id);
            if (before == null) return;
            if (before.place.in().equals(step.place.in())) {
                lists.computeIfAbsent(step.place.in(), in -> new ArrayList<>()).add(id);
            } else {
                moved.add(id);
            }
        });
        lists.values().forEach(ids -> moved.addAll(outOfOrder(ids)));
        return moved;
    }

    /// All but a longest run of steps that kept their order.
    private List<String> outOfOrder(List<String> ids) {
        var length = new int[ids.size()];
        var previous = new HashMap<Integer, Integer>();
        int last = -1;
        for (int i = 0; i < ids.size(); i++) {
            length[i] = 1;
            for (int j = 0; j < i; j++) {
                if (index(ids.get(j)) < index(ids.get(i)) && length[j] + 1 > length[i]) {
                    length[i] = length[j] + 1;
                    previous.put(i, j);
                }
            }
            if (last < 0 || length[i] > length[last]) last = i;
        }
        var moved = new ArrayList<>(ids);
        for (Integer kept = last < 0 ? null : last; kept != null; kept = previous.get(kept))
            moved.remove(ids.get(kept));
        return moved;
    }

    private int index(String id) {
        return Objects.requireNonNull(byId.get(id)).place.index();
    }

    private void collect(String in, JsonNode steps) {
        for (int i = 0; i < steps.size(); i++) {
            var id = steps.get(i).path("id").asText();
            byId.put(id, new Step(new StepPlace(in, i), withoutNested(steps.get(i))));
            nested(id, steps.get(i));
        }
    }

    private void nested(String path, JsonNode within) {
        within.properties().forEach(field -> {
            var value = field.getValue();
            if (field.getKey().equals("steps")) collect(path, value);
            else if (field.getKey().equals("else")) nested(path + "/else", value);
            else if (field.getKey().equals("cases")) {
                for (int i = 0; i < value.size(); i++) nested("%s/cases/%d".formatted(path, i), value.get(i));
            }
        });
    }

    private static JsonNode withoutNested(JsonNode step) {
        JsonNode copy = step.deepCopy();
        remove(copy);
        copy.path("cases").forEach(Steps::remove);
        remove(copy.path("else"));
        return copy;
    }

    private static void remove(JsonNode node) {
        if (node instanceof ObjectNode object) object.remove("steps");
    }

    private record Step(StepPlace place, JsonNode content) {
        String type() {
            return content.path("type").asText();
        }
    }
}
