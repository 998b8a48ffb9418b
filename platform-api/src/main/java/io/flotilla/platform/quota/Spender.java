package io.flotilla.platform.quota;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// On whose account an invocation runs: what decides which budgets and limits it comes under.
///
/// @param apiKeyId absent when a person asked
/// @param models   the catalogue's names of the models it asks first
public record Spender(String scenario, String app, @Nullable UUID apiKeyId, List<String> models) {
    public Spender {
        models = List.copyOf(models);
    }

    /// The key as budgets name it; nothing that a budget could name when there is none.
    String key() {
        return apiKeyId == null ? "" : apiKeyId.toString();
    }
}
