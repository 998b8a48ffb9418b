package io.flotilla.app.definition;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes the first case whose condition holds. Yields that case's output; null when none holds and there is
/// no `else`.
///
/// @param otherwise the document's `else`
public record BranchStep(String id, StepOptions options, List<Case> cases, @Nullable NestedSteps otherwise)
        implements Step {
    public BranchStep {
        requireNonNull(id, "id");
        requireNonNull(options, "options");
        cases = List.copyOf(cases);
    }

    /// One way to go.
    ///
    /// @param when CEL, bool
    public record Case(String when, NestedSteps then) {
        public Case {
            requireNonNull(when, "when");
            requireNonNull(then, "then");
        }
    }
}
