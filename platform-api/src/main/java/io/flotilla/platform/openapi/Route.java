package io.flotilla.platform.openapi;

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

    boolean inTenant() {
        return permission != Permission.TENANTS_ADMINISTER;
    }
}
