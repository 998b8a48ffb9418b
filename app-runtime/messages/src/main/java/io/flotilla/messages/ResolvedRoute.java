package io.flotilla.messages;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An app's model alias, resolved.
///
/// @param models all its models; without a choice they are tried in this order: the one in `use`, then its fallbacks
/// @param choice how a cascade or a split comes to one of them; who does not know it tries all in order
public record ResolvedRoute(List<ResolvedModel> models, @Nullable RouteChoice choice) {
    public ResolvedRoute {
        models = List.copyOf(models);
        if (models.isEmpty()) throw new IllegalArgumentException("a route needs at least one model");
        if (choice != null) choice.check(models.size());
    }

    /// A plain route.
    public ResolvedRoute(List<ResolvedModel> models) {
        this(models, null);
    }

    /// The models of one arm of its choice.
    public List<ResolvedModel> of(RouteChoice.Arm arm) {
        return models.subList(arm.from(), arm.to());
    }
}
