package io.flotilla.platform.idempotency;

import io.flotilla.platform.database.TenantId;
import java.util.UUID;

/// A key that one request holds until it has answered.
///
/// @param token tells this holder from a later one
record Claim(Key key, UUID token) {
    /// Whose key.
    record Key(TenantId tenant, String caller, String text) {}
}
