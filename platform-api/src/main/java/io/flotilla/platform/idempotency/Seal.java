package io.flotilla.platform.idempotency;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.crypto.tink.subtle.AesGcmJce;
import io.flotilla.platform.apikey.Pepper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.security.GeneralSecurityException;

/// Seals kept answers, because some hold a secret that is shown once. The key is derived from the pepper and from the
/// claim's own key: the database alone opens none of them, and no answer opens as another's.
@ApplicationScoped
class Seal {
    private static final byte[] NOTHING_ELSE = new byte[0];

    private final Pepper pepper;
    private final ObjectMapper json;

    Seal(Pepper pepper, ObjectMapper json) {
        this.pepper = pepper;
        this.json = json;
    }

    byte[] close(Claim.Key key, KeptAnswer answer) {
        try {
            return cipher(key).encrypt(json.writeValueAsBytes(answer), NOTHING_ELSE);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the answer could not be sealed", e);
        }
    }

    KeptAnswer open(Claim.Key key, byte[] sealed) {
        try {
            return json.readValue(cipher(key).decrypt(sealed, NOTHING_ELSE), KeptAnswer.class);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the kept answer does not open: was the pepper changed?", e);
        }
    }

    private AesGcmJce cipher(Claim.Key key) throws GeneralSecurityException {
        return new AesGcmJce(pepper.derive("answer", key.tenant().toString(), key.caller(), key.text()));
    }
}
