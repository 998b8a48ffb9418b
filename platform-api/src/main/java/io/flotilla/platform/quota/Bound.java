package io.flotilla.platform.quota;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How many invocations may be queued or running together: of a whole tenant, or of one app or key of it.
///
/// @param app      absent for those of all apps
/// @param apiKeyId absent for those of all callers
/// @param of       whose they are, for people: empty for the tenant's
public record Bound(int most, @Nullable String app, @Nullable UUID apiKeyId, String of) {
    /// The bound of a whole tenant.
    public static Bound ofTenant(int most) {
        return new Bound(most, null, null, "");
    }

    /// What a limit says of an invocation that comes under it, if it says it.
    static Optional<Bound> of(Limit limit, Spender spender) {
        var most = limit.atOnce();
        if (most == null) return Optional.empty();
        return switch (limit.node().level()) {
            case TENANT -> Optional.of(ofTenant(most));
            case APP -> Optional.of(new Bound(most, spender.app(), null, " of " + limit.node()));
            case KEY -> Optional.of(new Bound(most, null, spender.apiKeyId(), " of " + limit.node()));
            case SCENARIO, MODEL -> Optional.empty();
        };
    }
}
