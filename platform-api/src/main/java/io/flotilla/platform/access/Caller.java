package io.flotilla.platform.access;

import static java.util.Objects.requireNonNull;

import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.problem.Fault;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The one who called, with what they may do and in which tenant.
///
/// @param tenantOrNone the tenant they act in; none for an operator or for a person in no tenant
public record Caller(@Nullable TenantId tenantOrNone, Principal principal, Set<Permission> permissions) {
    private static final ScopedValue<Caller> CURRENT = ScopedValue.newInstance();

    public Caller {
        requireNonNull(principal, "principal");
        permissions = Set.copyOf(permissions);
    }

    /// The caller of the resource method that is running. Bound for the method and what it calls on its own
    /// thread; work on other threads (a stream, a fork) takes the caller along as a value.
    public static Caller current() {
        return CURRENT.orElseThrow(
                () -> new IllegalStateException("no caller: is the method a resource with @Requires?"));
    }

    /// The tenant they act in.
    ///
    /// @throws Fault.Forbidden if they act in none
    public TenantId tenant() {
        if (tenantOrNone == null) throw Fault.forbidden("Choose a tenant with the header 'Flotilla-Tenant'.");
        return tenantOrNone;
    }

    /// Whether they may.
    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }

    /// Which apps and models they are held to.
    public Reach reach() {
        return principal instanceof Principal.ApiKey key ? key.reach() : Reach.EVERYTHING;
    }

    /// The same caller in a tenant that they were let into some other way than by membership.
    public Caller in(TenantId tenant) {
        return new Caller(tenant, principal, permissions);
    }

    /// Does `work` with this caller as the [#current] one.
    public <R, X extends Throwable> R call(ScopedValue.CallableOp<? extends R, X> work) throws X {
        return ScopedValue.where(CURRENT, this).call(work);
    }
}
