package io.flotilla.app.check;

import io.flotilla.app.expression.Condition;
import io.flotilla.app.expression.Template;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// When a step runs.
///
/// @param needs     ids of steps **of the same block** that must have ended (yielded or skipped) before:
///     those it or its nested
///                  steps refer to, those of `after`, and those whose `goto` may pass it over
/// @param skipsWith ids of steps it refers to without a guard, of the same block. `join: all`: it is skipped
///     when one of
///                  them was. `join: any`: it is skipped when all of them were (and there is one)
/// @param when      evaluated once `needs` have ended; false: the step is skipped
/// @param onError   of `onError: {value: ...}`
public record Plan(
        Set<String> needs, Set<String> skipsWith, @Nullable Condition when, @Nullable Template onError) {
    public Plan {
        needs = Set.copyOf(needs);
        skipsWith = Set.copyOf(skipsWith);
    }
}
