package io.flotilla.platform.quota;

import io.flotilla.platform.problem.Violation;
import io.flotilla.platform.resource.Name;
import io.flotilla.platform.scenario.ScenarioCode;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A node as it is sent.
record NodeRequest(@Nullable String level, @Nullable String subject) {
    /// The node; what it says is only meant when nothing was added to `findings`.
    ///
    /// @param levels those that are meant here
    Node check(Set<Level> levels, List<Violation> findings) {
        var known = Level.parse(Objects.requireNonNullElse(level, "")).filter(levels::contains);
        if (known.isEmpty()) {
            var words = levels.stream().map(Level::word).collect(Collectors.joining(", "));
            findings.add(new Violation("/node/level", "unknown-level", "A level is one of: %s.".formatted(words)));
            return Node.TENANT;
        }
        var named = Objects.requireNonNullElse(subject, "");
        if (!fits(known.get(), named)) {
            findings.add(new Violation(
                    "/node/subject",
                    "invalid-subject",
                    "The subject is a scenario's code, an app's or a model's name or a key's id, and nothing for the tenant."));
        }
        return new Node(known.get(), named);
    }

    private static boolean fits(Level level, String subject) {
        return switch (level) {
            case TENANT -> subject.isEmpty();
            case SCENARIO -> ScenarioCode.parse(subject).isPresent();
            case APP, MODEL -> Name.fits(subject);
            case KEY -> isId(subject);
        };
    }

    private static boolean isId(String text) {
        try {
            return UUID.fromString(text).toString().equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
