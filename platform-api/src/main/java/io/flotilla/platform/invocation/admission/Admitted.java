package io.flotilla.platform.invocation.admission;

import io.flotilla.messages.InvocationRequested;
import io.flotilla.platform.invocation.state.Invocation;
import org.jspecify.annotations.Nullable;

/// An invocation that was let in.
///
/// @param request what is to be produced now; absent when an earlier request with the same key was let in
///     before
public record Admitted(Invocation invocation, @Nullable InvocationRequested request) {
    /// Whether this request made it.
    public boolean fresh() {
        return request != null;
    }
}
