package io.flotilla.messages;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/// The deterministic id of a call, so that a usage event seen twice is one row: a name-based UUID (RFC 9562, version 8,
/// over SHA-256) of invocation, attempt, step, iteration and number.
public final class UsageIds {
    private UsageIds() {}

    /// The id of the `number`-th call of a step in this attempt.
    public static UUID of(InvocationRef ref, StepAddress at, int number) {
        var name = "%s|%d|%s|%s|%d".formatted(ref.invocationId(), ref.attempt(), at.step(), at.iteration(), number);
        byte[] hash = sha256(name.getBytes(StandardCharsets.UTF_8));
        long high = 0;
        long low = 0;
        for (int i = 0; i < 8; i++) {
            high = high << 8 | hash[i] & 0xff;
            low = low << 8 | hash[i + 8] & 0xff;
        }
        return new UUID(high & ~0xf000L | 0x8000L, low & ~(3L << 62) | 1L << 63);
    }

    private static byte[] sha256(byte[] name) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
