package io.flotilla.platform.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.flotilla.local.TestStack;
import io.flotilla.messages.SealedSecret;
import io.flotilla.messages.secret.SecretKeys;
import io.flotilla.messages.secret.SecretOpener;
import io.flotilla.messages.secret.UnreadableSecret;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.testing.Documents;
import io.flotilla.platform.testing.PlatformTest;
import io.flotilla.platform.testing.TestTenant;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@PlatformTest
class SecretResourceTest {
    @Inject
    Secrets secrets;

    @Inject
    Database database;

    private TestTenant tenant;

    @BeforeEach
    void tenant() {
        tenant = TestTenant.create();
    }

    @Test
    void aSecretIsWrittenAndNeverReadBack() {
        write("crm-password", "open sesame");

        var list = tenant.asKey().get("/v1/secrets");

        list.then().body("items[0].name", equalTo("crm-password")).body("items[0].version", equalTo(1));
        assertThat(list.asString()).doesNotContain("open sesame");
        var read = tenant.asKey().get("/v1/secrets/crm-password");
        read.then().statusCode(200).body("version", equalTo(1));
        assertThat(read.asString()).doesNotContain("open sesame");
    }

    @Test
    void whatWasWrittenLastIsWhatAWorkerOpens() throws UnreadableSecret {
        write("crm-password", "first");
        write("crm-password", "第二 second");

        assertThat(open(sealed("crm-password"))).isEqualTo("第二 second");
        assertThat(sealed("crm-password").version()).isEqualTo(2);
    }

    @Test
    void aDeletedSecretIsGone() {
        write("crm-password", "x");

        tenant.asKey().delete("/v1/secrets/crm-password").then().statusCode(204);

        tenant.asKey().get("/v1/secrets").then().body("items", empty());
        tenant.asKey().delete("/v1/secrets/crm-password").then().statusCode(404);
    }

    @Test
    void aSecretInUseStaysAndItsUsersAreNamed() {
        Documents.connector(tenant);

        tenant.asKey()
                .delete("/v1/secrets/crm-password")
                .then()
                .statusCode(409)
                .body("detail", equalTo("It is used by the connector 'crm-database'."));

        tenant.asKey().delete("/v1/connectors/crm-database").then().statusCode(204);
        tenant.asKey().delete("/v1/secrets/crm-password").then().statusCode(204);
    }

    @Test
    void aProvidersKeyIsNobodysToListOrDelete() {
        Documents.models(tenant);

        tenant.asKey().get("/v1/secrets").then().body("items", empty());
        tenant.asKey().delete("/v1/secrets/provider:cloud").then().statusCode(404);
        tenant.asKey().get("/v1/providers/cloud").then().body("hasApiKey", equalTo(true));
    }

    @Test
    void oneTenantsSecretsShareADataKeyThatNoOtherTenantHas() {
        var rival = TestTenant.create();
        write("one", "x");
        write("two", "x");
        rival.asKey().body(Map.of("value", "x")).put("/v1/secrets/one").then().statusCode(200);

        var theirs = database.inTenant(rival.id(), handle -> secrets.sealed(handle, rival.id(), "one"));

        assertThat(sealed("one").dataKey())
                .isEqualTo(sealed("two").dataKey())
                .isNotEqualTo(theirs.orElseThrow().dataKey());
        assertThat(sealed("one").ciphertext()).isNotEqualTo(sealed("two").ciphertext());
    }

    @Test
    void refusesANameThatIsNoName() {
        tenant.asKey()
                .body(Map.of("value", "x"))
                .put("/v1/secrets/Not A Name")
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid-input"));
    }

    @Test
    void refusesAnEmptyValueWithoutRepeatingTheBody() {
        var answer = tenant.asKey()
                .body("{\"value\": \"\", \"comment\": \"s3cret\"}")
                .put("/v1/secrets/a");

        answer.then().statusCode(400);
        assertThat(answer.asString()).doesNotContain("s3cret");
    }

    private void write(String name, String value) {
        tenant.asKey()
                .body(Map.of("value", value))
                .put("/v1/secrets/{name}", name)
                .then()
                .statusCode(200);
    }

    private SealedSecret sealed(String name) {
        return database.inTenant(tenant.id(), handle -> secrets.sealed(handle, tenant.id(), name))
                .orElseThrow();
    }

    private static String open(SealedSecret secret) throws UnreadableSecret {
        var keys = SecretKeys.read(Path.of(TestStack.get().get("FLOTILLA_KEY_FILE")));
        return new SecretOpener(keys).open(secret);
    }
}
