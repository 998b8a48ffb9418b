package io.flotilla.platform.apikey;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Hashes keys with HMAC-SHA-256. A key has 238 random bits, so a slow password hash would add nothing but time.
@Startup
@ApplicationScoped
public class Pepper {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int LEAST_BYTES = 16;

    private final SecretKeySpec key;

    Pepper(ApiKeyConfig config) {
        this.key = new SecretKeySpec(read(config), ALGORITHM);
    }

    byte[] hash(KeyText text) {
        return hash(text.whole());
    }

    /// A key of 32 bytes for one purpose, which nobody finds who has only the database.
    public byte[] derive(String... purpose) {
        return hash(String.join("\0", purpose));
    }

    private byte[] hash(String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", e);
        }
    }

    private static byte[] read(ApiKeyConfig config) {
        try {
            var pepper = Files.readString(config.pepperFile()).strip().getBytes(UTF_8);
            if (pepper.length >= LEAST_BYTES) return pepper;
            throw new IllegalStateException("flotilla.api-key.pepper-file: too short, put 32 random bytes there");
        } catch (IOException e) {
            throw new IllegalStateException("flotilla.api-key.pepper-file: cannot be read", e);
        }
    }
}
