package io.flotilla.platform.openapi;

import java.util.Collection;
import io.flotilla.platform.access.Permission;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.jspecify.annotations.Nullable;

/// What code says of one route.
///
/// @param conditional whether it takes `If-Match`
/// @param answer      the record in its answer, where its method returns a `Response` and says so by
///     `@APIResponseSchema`
record Route(
        HttpMethod method, String path, Permission permission, boolean conditional, @Nullable String answer) {
    boolean writes() {
        return method != HttpMethod.GET;
    }

    /// Whether its answers say what their resource is at: where a write may insist on it, and where that is read.
    boolean tagged(Collection<Route> all) {
        if (conditional) return true;
        return !writes() && all.stream().anyMatch(each -> each.conditional() && isOf(each.path()));
    }

    // an address below a collection's is another resource's
    private boolean isOf(String other) {
        return other.equals(path) || (path.endsWith("}") && other.startsWith(path + "/"));
    }

    boolean inTenant() {
        return permission != Permission.TENANTS_ADMINISTER;
    }
}
