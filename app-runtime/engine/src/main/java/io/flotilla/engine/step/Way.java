package io.flotilla.engine.step;

import static java.util.Objects.requireNonNull;

import io.flotilla.engine.model.ChatParameters;
import org.jspecify.annotations.Nullable;

/// One arm of a route as one step takes it.
///
/// @param alias  the app's word for the whole route
/// @param recall where its answers are kept; absent when they are not
public record Way(String alias, Route.Arm arm, ChatParameters parameters, RouteKind kind, @Nullable Recall recall) {
    public Way {
        requireNonNull(alias, "alias");
        requireNonNull(arm, "arm");
        requireNonNull(parameters, "parameters");
        requireNonNull(kind, "kind");
    }
}
