package io.flotilla.platform.apikey;

import io.flotilla.platform.access.Permission;
import io.flotilla.platform.problem.Violations;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A request for a key.
///
/// @param scopes    what it may do: permissions by name, or `*`
/// @param expiresAt when it stops working; never, if absent
record NewApiKey(String name, List<String> scopes, @Nullable Instant expiresAt) {
    NewApiKey {
        var violations = new Violations().text("/name", name, 100);
        if (scopes == null || scopes.isEmpty()) violations.add("/scopes", "required", "Name at least one scope.");
        else {
            for (int i = 0; i < scopes.size(); i++) {
                var scope = scopes.get(i);
                if (scope == null || Permission.ofScopes(List.of(scope)).isEmpty()) {
                    violations.add("/scopes/" + i, "unknown-scope", "This is no scope.");
                }
            }
        }
        violations.orThrow();
        scopes = List.copyOf(scopes);
    }

    Set<Permission> permissions() {
        return Permission.ofScopes(scopes).orElseThrow();
    }
}
