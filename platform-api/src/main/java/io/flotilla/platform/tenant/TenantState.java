package io.flotilla.platform.tenant;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Whether a tenant may be used.
public enum TenantState {
    ACTIVE,
    SUSPENDED,
    /// Shut for good: its rows are being erased.
    DELETING;

    /// The state as JSON and SQL write it.
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static TenantState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
