package io.flotilla.platform.apikey;

import io.flotilla.platform.access.Permission;
import io.flotilla.platform.access.Reach;
import io.flotilla.platform.problem.Violations;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A request for a key.
///
/// @param scopes    what it may do: permissions by name, or `*`
/// @param apps      the only apps it may use; all, if absent
/// @param models    the only models it may use, directly or through an app; all, if absent
/// @param expiresAt when it stops working; never, if absent
record NewApiKey(
        String name,
        List<String> scopes,
        @Nullable List<String> apps,
        @Nullable List<String> models,
        @Nullable Instant expiresAt) {
    private static final int MOST_NAMES = 200;

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
        names("/apps", apps, violations);
        names("/models", models, violations);
        violations.orThrow();
        scopes = List.copyOf(scopes);
        apps = apps == null ? null : List.copyOf(apps);
        models = models == null ? null : List.copyOf(models);
    }

    Set<Permission> permissions() {
        return Permission.ofScopes(scopes).orElseThrow();
    }

    /// Whether it stays within what its creator is held to.
    boolean within(Reach creator) {
        return subset(apps, creator.apps()) && subset(models, creator.models());
    }

    private static boolean subset(@Nullable List<String> asked, @Nullable Set<String> most) {
        return most == null || (asked != null && most.containsAll(asked));
    }

    // an app may be named before there is one
    private static void names(String pointer, @Nullable List<String> names, Violations violations) {
        if (names == null) return;
        if (names.isEmpty() || names.size() > MOST_NAMES) {
            violations.add(pointer, "out-of-range", "1 to %d names, or none at all for all.".formatted(MOST_NAMES));
        }
        var seen = new HashSet<String>();
        for (int i = 0; i < names.size(); i++) {
            violations.text(pointer + "/" + i, names.get(i), 200);
            if (names.get(i) != null && !seen.add(names.get(i))) {
                violations.add(pointer + "/" + i, "repeated", "This is there already.");
            }
        }
    }
}
