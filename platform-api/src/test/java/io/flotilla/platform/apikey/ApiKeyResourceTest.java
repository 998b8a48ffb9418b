package io.flotilla.platform.apikey;

import static io.flotilla.platform.testing.Catalogue.asSuperuser;
import static io.flotilla.platform.testing.TestTenant.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.flotilla.platform.testing.PlatformTest;
import io.flotilla.platform.testing.TestTenant;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@PlatformTest
class ApiKeyResourceTest {
    private TestTenant tenant;

    @BeforeEach
    void tenant() {
        tenant = TestTenant.create();
    }

    @Test
    void showsAKeyOnceAndNeverAgain() {
        var created = tenant.asOwner()
                .body(Map.of("name", "crm", "scopes", List.of("apps:read")))
                .post("/v1/api-keys")
                .then()
                .statusCode(201)
                .body("key", startsWith("flk_"))
                .extract()
                .jsonPath();

        var list = tenant.asOwner().get("/v1/api-keys");

        list.then().body("items.prefix", hasItem(created.getString("prefix")));
        assertThat(list.asString()).doesNotContain(created.getString("key"));
    }

    @Test
    void letsAKeyDoWhatItsScopesSayAndNoMore() {
        var key = tenant.keyWith("secrets:read");

        as(key).get("/v1/secrets").then().statusCode(200);
        as(key).body(Map.of("value", "x")).put("/v1/secrets/a").then().statusCode(403);
    }

    @Test
    void refusesAKeyThatCouldDoMoreThanItsCreator() {
        var key = tenant.keyWith("api-keys:write", "apps:read");

        as(key).body(Map.of("name", "more", "scopes", List.of("*")))
                .post("/v1/api-keys")
                .then()
                .statusCode(403)
                .body("code", equalTo("forbidden"));
    }

    @Test
    void refusesAScopeNobodyKnows() {
        tenant.asOwner()
                .body(Map.of("name", "x", "scopes", List.of("apps:read", "tenants:administer")))
                .post("/v1/api-keys")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/scopes/1"))
                .body("errors[0].code", equalTo("unknown-scope"));
    }

    @Test
    void aRevokedKeyStopsAtOnceWhereItWasRevoked() {
        var key = tenant.keyWith("apps:read");
        as(key).get("/v1/me").then().statusCode(200);
        var id = idOf(key);

        tenant.asOwner().delete("/v1/api-keys/{id}", id).then().statusCode(204);

        as(key).get("/v1/me").then().statusCode(401);
        tenant.asOwner().delete("/v1/api-keys/{id}", id).then().statusCode(204);
    }

    @Test
    void aRotatedKeyHasTheSameScopesUnderANewSecret() {
        var key = tenant.keyWith("secrets:read");
        as(key).get("/v1/me").then().statusCode(200);

        var rotated = tenant.asOwner()
                .body(Map.of())
                .post("/v1/api-keys/{id}/rotate", idOf(key))
                .then()
                .statusCode(200)
                .extract()
                .<String>path("key");

        as(key).get("/v1/me").then().statusCode(401);
        as(rotated).get("/v1/secrets").then().statusCode(200);
    }

    @Test
    void anExpiredKeyIsRefused() {
        var key = tenant.asOwner()
                .body(Map.of(
                        "name", "over",
                        "scopes", List.of("apps:read"),
                        "expiresAt", Instant.now().plusSeconds(3600).toString()))
                .post("/v1/api-keys")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("key");
        asSuperuser(handle -> handle.createUpdate("update api_key set expires_at = now() where prefix = :prefix")
                .bind("prefix", prefix(key))
                .execute());

        as(key).get("/v1/me").then().statusCode(401);
    }

    @Test
    void aKeyWithOneWrongLetterIsRefused() {
        var key = tenant.apiKey();
        var wrong = key.substring(0, key.length() - 1) + (key.endsWith("a") ? "b" : "a");

        as(key).get("/v1/me").then().statusCode(200);
        as(wrong).get("/v1/me").then().statusCode(401);
    }

    @Test
    void saysWhenAKeyWasLastUsed() {
        as(tenant.apiKey()).get("/v1/me").then().statusCode(200);

        tenant.asOwner().get("/v1/api-keys").then().body("items.lastUsedAt", everyItem(notNullValue()));
    }

    @Test
    void showsNoOtherTenantsKeys() {
        var rival = TestTenant.create();

        tenant.asOwner().get("/v1/api-keys").then().body("items.prefix", not(hasItem(prefix(rival.apiKey()))));
        tenant.asOwner()
                .body(Map.of())
                .post("/v1/api-keys/{id}/rotate", rivalsKey(rival))
                .then()
                .statusCode(404);
    }

    private static String rivalsKey(TestTenant rival) {
        return rival.asOwner().get("/v1/api-keys").jsonPath().getString("items[0].id");
    }

    private String idOf(String key) {
        return tenant.asOwner()
                .get("/v1/api-keys")
                .jsonPath()
                .getString("items.find { it.prefix == '%s' }.id".formatted(prefix(key)));
    }

    private static String prefix(String key) {
        return key.substring(4, 12);
    }
}
