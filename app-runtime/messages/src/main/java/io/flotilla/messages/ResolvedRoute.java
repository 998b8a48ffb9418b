package io.flotilla.messages;

import java.util.List;

/// An app's model alias, resolved: the models to try, in order. The first is the one in `use`, the rest its fallbacks.
public record ResolvedRoute(List<ResolvedModel> models) {
    public ResolvedRoute {
        models = List.copyOf(models);
        if (models.isEmpty()) throw new IllegalArgumentException("a route needs at least one model");
    }
}
