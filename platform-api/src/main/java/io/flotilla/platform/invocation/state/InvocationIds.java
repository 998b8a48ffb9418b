package io.flotilla.platform.invocation.state;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/// Makes ids of invocations: UUIDs of version 7, which sort by the time they were made.
public final class InvocationIds {
    private static final SecureRandom RANDOM = new SecureRandom();

    private InvocationIds() {}

    /// A new id that begins with `at`.
    public static UUID next(Instant at) {
        long random = RANDOM.nextLong();
        long high = (at.toEpochMilli() << 16) | 0x7000L | (random & 0x0fffL);
        return new UUID(high, (RANDOM.nextLong() >>> 2) | (1L << 63));
    }
}
