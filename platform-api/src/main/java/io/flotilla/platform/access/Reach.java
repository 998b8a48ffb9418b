package io.flotilla.platform.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which of its tenant's apps and models a program may use, whatever its scopes are.
///
/// @param apps   by name; all of them, if absent
/// @param models by name; all of them, if absent
public record Reach(@Nullable Set<String> apps, @Nullable Set<String> models) {
    /// No limit.
    public static final Reach EVERYTHING = new Reach(null, null);

    public Reach {
        apps = apps == null ? null : Set.copyOf(apps);
        models = models == null ? null : Set.copyOf(models);
    }

    /// Whether an app is within it.
    public boolean app(String name) {
        return apps == null || apps.contains(name);
    }

    /// Whether a model is within it.
    public boolean model(String name) {
        return models == null || models.contains(name);
    }
}
