package io.flotilla.engine.step;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What stands behind an alias of an app, with the means to call it.
public sealed interface Route {
    /// Some models of the route, tried in order.
    ///
    /// @param alias  the alias of the same app that stands for them, whose parameters hold; absent for a model by name
    /// @param first  the place of the first of them among all models of the route
    record Arm(@Nullable String alias, int first, List<BoundModel> models) {
        public Arm {
            models = List.copyOf(models);
        }
    }

    /// One arm.
    record Plain(Arm arm) implements Route {
        public Plain {
            requireNonNull(arm, "arm");
        }
    }

    /// The small arm's answer stands when it is sure enough; else the large arm is asked.
    ///
    /// @param threshold the least confidence; absent: what the small model was calibrated to
    record Cascade(Arm small, Arm large, @Nullable Double threshold) implements Route {
        public Cascade {
            requireNonNull(small, "small");
            requireNonNull(large, "large");
        }
    }

    /// Each invocation takes one arm, by lot.
    record Split(List<Share> shares) implements Route {
        public Split {
            shares = List.copyOf(shares);
            if (shares.isEmpty()) throw new IllegalArgumentException("a split has shares");
        }
    }

    /// @param percent how many invocations of a hundred go this way
    record Share(Arm arm, int percent) {
        public Share {
            requireNonNull(arm, "arm");
        }
    }

    /// These models, in this order.
    static Route of(List<BoundModel> models) {
        return new Plain(new Arm(null, 0, models));
    }
}
