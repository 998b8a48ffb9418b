package io.flotilla.app.definition;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/// Which catalogue models stand behind an alias: `use` first, then each of `fallback` in order.
public record ModelRoute(String use, List<String> fallback, ModelParameters parameters) {
    public ModelRoute {
        requireNonNull(use, "use");
        fallback = List.copyOf(fallback);
        requireNonNull(parameters, "parameters");
    }

    /// All of them, in the order in which they are tried.
    public List<String> names() {
        var names = new ArrayList<String>();
        names.add(use);
        names.addAll(fallback);
        return List.copyOf(names);
    }
}
