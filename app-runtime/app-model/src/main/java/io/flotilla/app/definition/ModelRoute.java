package io.flotilla.app.definition;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Which models stand behind an alias, and how one of them comes to answer.
public sealed interface ModelRoute {
    /// How they are asked, where a step says nothing.
    ModelParameters parameters();

    /// What it names, in order: models of the catalogue or, in a cascade or a split, aliases of the same app.
    List<String> names();

    /// One model, and those tried when it cannot answer, in order.
    ///
    /// @param cache how long an answer is given again to exactly the same question; absent: never
    record Use(
            String model,
            List<String> fallback,
            ModelParameters parameters,
            @Nullable Duration cache) implements ModelRoute {
        public Use {
            requireNonNull(model, "model");
            fallback = List.copyOf(fallback);
            requireNonNull(parameters, "parameters");
        }

        @Override
        public List<String> names() {
            var names = new ArrayList<String>();
            names.add(model);
            names.addAll(fallback);
            return List.copyOf(names);
        }
    }

    /// The small one's answer stands when it is sure enough; else the large one is asked.
    ///
    /// @param threshold the least confidence, from 0 to 1; absent: the one the small model was calibrated to
    record Cascade(
            String small, String large, @Nullable Double threshold, ModelParameters parameters)
            implements ModelRoute {
        public Cascade {
            requireNonNull(small, "small");
            requireNonNull(large, "large");
            requireNonNull(parameters, "parameters");
        }

        @Override
        public List<String> names() {
            return List.of(small, large);
        }
    }

    /// Each invocation takes one of them, by lot.
    ///
    /// @param shares per cent by name; they add up to 100
    record Split(SequencedMap<String, Integer> shares, ModelParameters parameters) implements ModelRoute {
        public Split {
            shares = Ordered.copyOf(shares);
            requireNonNull(parameters, "parameters");
        }

        @Override
        public List<String> names() {
            return List.copyOf(shares.keySet());
        }
    }

    /// One way that a route can go: models of the catalogue, tried in order.
    ///
    /// @param alias the alias of the same app that stands for them, whose parameters then hold; absent for a model by name
    record Arm(@Nullable String alias, List<String> models) {
        public Arm {
            models = List.copyOf(models);
        }
    }
}
