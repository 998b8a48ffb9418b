package io.flotilla.platform.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.nio.ByteBuffer;

/// Which of two releases an invocation gets: the same one every time for the same conversation, and for one that got the canary,
/// the canary again when its share grows.
final class Share {
    /// What a release has that shares with no other.
    static final int WHOLE = 100;

    private Share() {}

    /// The place of a conversation, or of an invocation of its own, between 0 and 99: below the canary's share it is the
    /// canary's. It differs from app to app.
    static int place(String app, String conversation) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest((app + '\n' + conversation).getBytes(UTF_8));
            return (int) Long.remainderUnsigned(ByteBuffer.wrap(hash).getLong(), WHOLE);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
