package io.flotilla.platform.app;

import io.flotilla.app.definition.AppSpec;
import io.flotilla.app.definition.ModelRoute;
import io.flotilla.messages.ResolvedModel;
import io.flotilla.messages.ResolvedRoute;
import io.flotilla.messages.RouteChoice;
import io.flotilla.platform.problem.Fault;
import io.flotilla.platform.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Puts the catalogue's models into the place of their names in a route.
final class Routes {
    private Routes() {}

    /// The route with the models that can be called now. One that is gone is left out as long as its arm has another.
    ///
    /// @param catalogue by name; a name that is missing stands for nothing that can be used
    /// @throws Fault.Failed `model-unavailable`, if an arm has none left
    static ResolvedRoute resolved(AppSpec spec, ModelRoute route, Map<String, ResolvedModel> catalogue) {
        var models = new ArrayList<ResolvedModel>();
        var arms = new ArrayList<RouteChoice.Arm>();
        for (ModelRoute.Arm arm : spec.arms(route)) {
            var found = found(arm, catalogue);
            arms.add(new RouteChoice.Arm(arm.alias(), models.size(), models.size() + found.size()));
            models.addAll(found);
        }
        return switch (route) {
            case ModelRoute.Use _ -> new ResolvedRoute(models);
            case ModelRoute.Cascade cascade ->
                new ResolvedRoute(models, new RouteChoice.Cascade(arms.get(0), arms.get(1), cascade.threshold()));
            case ModelRoute.Split split -> new ResolvedRoute(models, new RouteChoice.Split(shares(split, arms)));
        };
    }

    private static List<ResolvedModel> found(ModelRoute.Arm arm, Map<String, ResolvedModel> catalogue) {
        var found = arm.models().stream()
                .map(catalogue::get)
                .filter(Objects::nonNull)
                .toList();
        if (!found.isEmpty()) return found;
        throw new Fault.Failed(
                ProblemCode.MODEL_UNAVAILABLE,
                "The model '%s' is not in the catalogue.".formatted(arm.models().getFirst()));
    }

    private static List<RouteChoice.Share> shares(ModelRoute.Split split, List<RouteChoice.Arm> arms) {
        var percents = List.copyOf(split.shares().values());
        var shares = new ArrayList<RouteChoice.Share>();
        for (int i = 0; i < arms.size(); i++) shares.add(new RouteChoice.Share(arms.get(i), percents.get(i)));
        return shares;
    }
}
