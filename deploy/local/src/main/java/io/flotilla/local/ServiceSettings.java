package io.flotilla.local;

import io.flotilla.local.kafka.Kafka;
import io.flotilla.local.postgres.Databases;
import io.flotilla.local.postgres.Postgres;
import io.flotilla.local.process.Secrets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

/// What the services read from their environment.
final class ServiceSettings {
    private ServiceSettings() {}

    static Map<String, String> database(Postgres postgres, Secrets secrets) {
        return Map.of(
                "FLOTILLA_DATABASE_URL", postgres.jdbcUrl(Databases.FLOTILLA),
                "FLOTILLA_DATABASE_OWNER_USER", Databases.OWNER,
                "FLOTILLA_DATABASE_OWNER_PASSWORD", secrets.get(Databases.OWNER),
                "FLOTILLA_DATABASE_APP_USER", Databases.APP,
                "FLOTILLA_DATABASE_APP_PASSWORD", secrets.get(Databases.APP),
                "FLOTILLA_DATABASE_PROJECTION_USER", Databases.PROJECTION,
                "FLOTILLA_DATABASE_PROJECTION_PASSWORD", secrets.get(Databases.PROJECTION));
    }

    static Map<String, String> kafka(Kafka kafka) {
        return Map.of("FLOTILLA_KAFKA_BOOTSTRAP", kafka.bootstrap(), "FLOTILLA_KAFKA_PREFIX", "flotilla");
    }

    /// The key-encryption key and the pepper of API keys: made once, kept in the folder.
    static Map<String, String> keys(Path folder) {
        var keyFile = folder.toAbsolutePath().resolve("key-encryption-key.json");
        var pepperFile = folder.toAbsolutePath().resolve("pepper");
        if (!Files.exists(keyFile)) Secrets.writePrivately(keyFile, keyset());
        if (!Files.exists(pepperFile)) Secrets.writePrivately(pepperFile, Secrets.random(32));
        return Map.of("FLOTILLA_KEY_FILE", keyFile.toString(), "FLOTILLA_PEPPER_FILE", pepperFile.toString());
    }

    // A Tink keyset with one AES-256-GCM key, as `tinkey create-keyset --key-template AES256_GCM --out-format json`
    // writes it. The key's
    // value is a protocol buffer: field 3, 32 bytes
    private static String keyset() {
        var random = new SecureRandom();
        var value = new byte[34];
        random.nextBytes(value);
        value[0] = 0x1a;
        value[1] = 0x20;
        int id = random.nextInt(1, Integer.MAX_VALUE);
        return """
                {"primaryKeyId": %1$d, "key": [{"keyId": %1$d, "status": "ENABLED", "outputPrefixType": "TINK", "keyData": {
                  "typeUrl": "type.googleapis.com/google.crypto.tink.AesGcmKey", "keyMaterialType": "SYMMETRIC", "value": "%2$s"}}]}
                """.formatted(id, Base64.getEncoder().encodeToString(value));
    }
}
