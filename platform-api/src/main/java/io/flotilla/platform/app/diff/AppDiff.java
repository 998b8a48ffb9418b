package io.flotilla.platform.app.diff;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What changed between two definitions of an app.
///
/// @param sections what changed outside the steps, by section: `metadata`, `scenario`, `inputs`, `models`, `connectors`,
///     `output`, `limits`; those without a change are left out
public record AppDiff(Map<String, List<FieldChange>> sections, List<StepChange> steps) {
    private static final List<String> SECTIONS =
            List.of("scenario", "inputs", "models", "connectors", "output", "limits");

    public AppDiff {
        sections = new LinkedHashMap<>(sections);
        steps = List.copyOf(steps);
    }

    /// Compares canonical JSON.
    public static AppDiff between(JsonNode before, JsonNode after) {
        var sections = new LinkedHashMap<String, List<FieldChange>>();
        put(sections, "metadata", before, after);
        for (String section : SECTIONS) put(sections, section, before.path("spec"), after.path("spec"));
        var steps = new Steps(before.at("/spec/steps")).changesTo(new Steps(after.at("/spec/steps")));
        return new AppDiff(sections, steps);
    }

    /// Whether there is no difference.
    @JsonProperty
    public boolean same() {
        return sections.isEmpty() && steps.isEmpty();
    }

    private static void put(
            Map<String, List<FieldChange>> sections, String section, JsonNode before, JsonNode after) {
        var changes = FieldChange.between(value(before, section), value(after, section));
        if (!changes.isEmpty()) sections.put(section, changes);
    }

    /// The section, or an empty object: so that the first alias of a section is that alias added.
    private static JsonNode value(JsonNode node, String section) {
        var value = node.path(section);
        return value.isMissingNode() ? JsonNodeFactory.instance.objectNode() : value;
    }
}
