package io.flotilla.app.definition;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.SequencedMap;

/// The body of an app.
///
/// @param scenario   code of the scenario catalogue, frozen into every usage event
/// @param inputs     JSON Schema 2020-12 of the inputs, an object
/// @param models     alias to route
/// @param connectors alias to the name of a connector of the tenant
/// @param output     a value with `{{ }}` in its texts; JSON null stands for "the last step's value"
public record AppSpec(
        String scenario,
        JsonNode inputs,
        SequencedMap<String, ModelRoute> models,
        SequencedMap<String, String> connectors,
        List<Step> steps,
        JsonNode output,
        Limits limits) {
    public AppSpec {
        requireNonNull(scenario, "scenario");
        requireNonNull(inputs, "inputs");
        models = Ordered.copyOf(models);
        connectors = Ordered.copyOf(connectors);
        steps = List.copyOf(steps);
        requireNonNull(output, "output");
        requireNonNull(limits, "limits");
    }
}
