package io.flotilla.messages;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a route that is no plain one comes to its models.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RouteChoice.Cascade.class, name = "cascade"),
    @JsonSubTypes.Type(value = RouteChoice.Split.class, name = "split"),
})
public sealed interface RouteChoice {
    /// The small arm's answer stands when it is sure enough; else the large arm is asked.
    ///
    /// @param threshold the least confidence, from 0 to 1; absent: the one the small model was calibrated to
    record Cascade(Arm small, Arm large, @Nullable Double threshold) implements RouteChoice {
        public Cascade {
            requireNonNull(small, "small");
            requireNonNull(large, "large");
        }
    }

    /// Each invocation takes one arm, by lot.
    record Split(List<Share> shares) implements RouteChoice {
        public Split {
            shares = List.copyOf(shares);
        }
    }

    /// @param percent how many invocations of a hundred go this way
    record Share(Arm arm, int percent) {
        public Share {
            requireNonNull(arm, "arm");
            if (percent < 1 || percent > 100) throw new IllegalArgumentException("a share is from 1 to 100 per cent");
        }
    }

    /// Some of the route's models, tried in order: those from index `from` to before `to`.
    ///
    /// @param alias the alias of the same app that stands for them, whose parameters hold; absent for a model by name
    record Arm(@Nullable String alias, int from, int to) {
        public Arm {
            if (from < 0 || to <= from) throw new IllegalArgumentException("an arm has at least one model");
        }
    }

    private List<Arm> arms() {
        return switch (this) {
            case Cascade cascade -> List.of(cascade.small(), cascade.large());
            case Split split -> split.shares().stream().map(Share::arm).toList();
        };
    }

    /// @throws IllegalArgumentException if an arm reaches past the route's models
    default void check(int models) {
        for (Arm arm : arms()) if (arm.to() > models) throw new IllegalArgumentException("an arm past the models");
    }
}
