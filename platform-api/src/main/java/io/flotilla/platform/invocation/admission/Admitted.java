package io.flotilla.platform.invocation.admission;

import io.flotilla.messages.InvocationRequested;
import io.flotilla.platform.invocation.state.Invocation;
import io.flotilla.platform.problem.RateLimit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An invocation that was let in.
///
/// @param request what is to be produced now; absent when an earlier request with the same key was let in
///     before
/// @param limits  how the limits stand that it came under
public record Admitted(Invocation invocation, @Nullable InvocationRequested request, List<RateLimit> limits) {
    public Admitted {
        limits = List.copyOf(limits);
    }

    /// Whether this request made it.
    public boolean fresh() {
        return request != null;
    }
}
