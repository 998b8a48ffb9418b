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

    /// The ways that a route can go: one of a `use`, small and large of a cascade, each share of a split.
    public List<ModelRoute.Arm> arms(ModelRoute route) {
        return switch (route) {
            case ModelRoute.Use use -> List.of(new ModelRoute.Arm(null, use.names()));
            case ModelRoute.Cascade _, ModelRoute.Split _ ->
                route.names().stream().map(this::arm).toList();
        };
    }

    private ModelRoute.Arm arm(String name) {
        return models.get(name) instanceof ModelRoute.Use use
                ? new ModelRoute.Arm(name, use.names())
                : new ModelRoute.Arm(null, List.of(name));
    }
}
