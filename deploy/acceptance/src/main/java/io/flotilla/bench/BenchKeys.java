package io.flotilla.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// API keys that a benchmark writes into the database itself, by the hundred thousand: each follows from its number, so that none
/// has to be kept.
final class BenchKeys {
    private static final String ALGORITHM = "HmacSHA256";

    private final String run;
    private final SecretKeySpec pepper;

    /// @param run        four small letters or digits that no other run has
    /// @param pepperFile what the platform hashes keys with
    BenchKeys(String run, Path pepperFile) throws IOException {
        this.run = run;
        var text = Files.readString(pepperFile).strip();
        this.pepper = new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /// The public prefix of a key: the run and the number, in base 36.
    String prefix(int number) {
        return run + padded(number, 4);
    }

    /// The key itself.
    String text(int number) {
        return "flk_%s_%s".formatted(prefix(number), padded(number, 40));
    }

    /// What the database keeps of it, in hexadecimal.
    String hash(int number) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(pepper);
            return HexFormat.of().formatHex(mac.doFinal(text(number).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", e);
        }
    }

    private static String padded(int number, int length) {
        var digits = Integer.toString(number, 36);
        return "0".repeat(length - digits.length()) + digits;
    }
}
