package io.flotilla.platform.audit;

import java.time.Instant;

/// One link of a tenant's chain.
///
/// @param details a JSON object, as it was hashed
record AuditEvent(
        long sequence,
        Instant at,
        String actor,
        String action,
        String target,
        String details,
        byte[] previousHash,
        byte[] hash) {}
