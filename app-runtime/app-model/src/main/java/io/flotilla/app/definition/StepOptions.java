package io.flotilla.app.definition;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What every kind of step may say.
///
/// @param when    CEL, bool; when false the step is skipped
/// @param after   ids of steps to wait for although nothing of them is used
/// @param timeout for one try, not for all of them together
/// @param retry   absent: the step is tried once
public record StepOptions(
        @Nullable Title title,
        @Nullable String when,
        List<String> after,
        Join join,
        @Nullable Duration timeout,
        @Nullable Retry retry,
        OnError onError) {
    /// A step that says nothing but what it does.
    public static final StepOptions NONE =
            new StepOptions(null, null, List.of(), Join.ALL, null, null, new OnError.Fail());

    public StepOptions {
        after = List.copyOf(after);
        requireNonNull(join, "join");
        requireNonNull(onError, "onError");
    }
}
