package io.flotilla.platform.secret;

import static io.flotilla.platform.testing.TestTenant.asOperator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.flotilla.local.TestStack;
import io.flotilla.messages.SealedSecret;
import io.flotilla.messages.secret.SecretKeys;
import io.flotilla.messages.secret.SecretOpener;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.testing.PlatformTest;
import io.flotilla.platform.testing.TestTenant;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@PlatformTest
class KeyRotationTest {
    private static final Path FILE = Path.of(TestStack.get().get("FLOTILLA_KEY_FILE"));

    @Inject
    Secrets secrets;

    @Inject
    Database database;

    private TestTenant tenant;

    @BeforeEach
    void aTenant() {
        tenant = TestTenant.create();
    }

    @Test
    void movesEveryDataKeyToTheNewKeyAndTouchesNoValue() throws Exception {
        write("crm", "open sesame");
        var before = sealed("crm");
        var primary = SecretKeys.rotate(FILE).primaryKeyId();
        asOperator().get("/v1/platform/keys").then().body("primary", equalTo(primary));

        var first = asOperator().post("/v1/platform/keys/rewrap");
        var second = asOperator().post("/v1/platform/keys/rewrap");

        first.then().statusCode(200).body("primary", equalTo(primary)).body("unreadable", equalTo(0));
        assertThat(first.<Integer>path("rewrapped")).isPositive();
        second.then().body("rewrapped", equalTo(0));
        var after = sealed("crm");
        assertThat(after.keyId()).isEqualTo(primary).isNotEqualTo(before.keyId());
        assertThat(after.ciphertext()).isEqualTo(before.ciphertext());
        assertThat(new SecretOpener(SecretKeys.read(FILE)).open(after)).isEqualTo("open sesame");
        tenant.asOwner()
                .get("/v1/audit?action=data-key.rewrapped")
                .then()
                .body("items.details.to", contains(primary))
                .body("items.details.from", contains(before.keyId()));
        asOperator().get("/v1/platform/keys").then().body("keys.'%s'.dataKeys".formatted(before.keyId()), equalTo(0));
    }

    @Test
    void sealsOnWithAKeyThatWasRotatedMeanwhile() throws Exception {
        write("crm", "first");
        SecretKeys.rotate(FILE);
        asOperator().post("/v1/platform/keys/rewrap").then().statusCode(200);

        write("crm", "second");

        assertThat(new SecretOpener(SecretKeys.read(FILE)).open(sealed("crm"))).isEqualTo("second");
    }

    @Test
    void isForOperatorsOnly() {
        tenant.asOwner().post("/v1/platform/keys/rewrap").then().statusCode(403);
        tenant.asKey().get("/v1/platform/keys").then().statusCode(403);
    }

    private void write(String name, String value) {
        tenant.asKey()
                .body(Map.of("value", value))
                .put("/v1/secrets/" + name)
                .then()
                .statusCode(200);
    }

    private SealedSecret sealed(String name) {
        return database.inTenant(tenant.id(), handle -> secrets.sealed(handle, tenant.id(), name))
                .orElseThrow();
    }
}
