package io.flotilla.platform.apikey;

import static io.flotilla.platform.testing.Catalogue.asSuperuser;
import static io.flotilla.platform.testing.TestTenant.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;

import io.flotilla.platform.database.Database;
import io.flotilla.platform.tenant.Tenants;
import io.flotilla.platform.testing.PlatformTest;
import io.flotilla.platform.testing.TestClock;
import io.flotilla.platform.testing.TestTenant;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Rotation, revocation and the trace of use of a key.
@PlatformTest
class ApiKeyLifeTest {
    @Inject
    Database database;

    @Inject
    Tenants tenants;

    @Inject
    Pepper pepper;

    @Inject
    ApiKeys keys;

    private TestTenant tenant;

    @BeforeEach
    void tenant() {
        tenant = TestTenant.create();
    }

    @Test
    void aRotatedSecretGoesOnForAsLongAsAsked() {
        var before = key();
        var id = before.<String>path("id");
        String old = before.path("key");
        String rotated = tenant.asOwner()
                .body(Map.of("overlapSeconds", 3600))
                .post("/v1/api-keys/{id}/rotate", id)
                .then()
                .statusCode(200)
                .extract()
                .path("key");

        as(old).get("/v1/secrets").then().statusCode(200);
        as(rotated).get("/v1/secrets").then().statusCode(200);
        tenant.asOwner().get("/v1/api-keys").then().body("items.oldPrefix", hasItem(prefix(old)));

        asSuperuser(handle -> handle.createUpdate("update api_key set old_until = now() where id = :id")
                .bind("id", UUID.fromString(id))
                .execute());
        keys.forget(prefix(old));
        as(old).get("/v1/secrets").then().statusCode(401);
        as(rotated).get("/v1/secrets").then().statusCode(200);
        tenant.asOwner()
                .body(Map.of("overlapSeconds", -1))
                .post("/v1/api-keys/{id}/rotate", id)
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItem("/overlapSeconds"));
    }

    @Test
    void aRevokedKeyTakesTheSecretBeforeItsRotationAlong() {
        var before = key();
        String old = before.path("key");
        String id = before.path("id");
        tenant.asOwner().body(Map.of("overlapSeconds", 3600)).post("/v1/api-keys/{id}/rotate", id);
        as(old).get("/v1/secrets").then().statusCode(200);

        tenant.asOwner().delete("/v1/api-keys/{id}", id).then().statusCode(204);

        as(old).get("/v1/secrets").then().statusCode(401);
    }

    @Test
    void aKeyRevokedElsewhereIsDeadHereWithinFiveSeconds() {
        var text = tenant.keyWith("secrets:read");
        var clock = new TestClock();
        var here = new ApiKeys(database, tenants, pepper, clock);
        assertThat(here.holder(text)).isPresent();
        String id = tenant.asOwner().get("/v1/api-keys").jsonPath().getString("items.find { it.name == 'narrow' }.id");

        tenant.asOwner().delete("/v1/api-keys/{id}", id).then().statusCode(204);

        assertThat(here.holder(text)).as("remembered for a moment").isPresent();
        clock.pass(Duration.ofSeconds(5));
        assertThat(here.holder(text)).isEmpty();
    }

    @Test
    void isStampedOnceAMinuteAtMost() {
        var text = tenant.keyWith("secrets:read");
        use(text);
        var first = stamp("now()");

        use(text);
        assertThat(stamp("last_used_at")).isEqualTo(first);

        var past = stamp("last_used_at - interval '61 seconds'");
        use(text);
        assertThat(stamp("last_used_at")).isAfter(past);
    }

    // by an instance that remembers nothing
    private void use(String text) {
        assertThat(new ApiKeys(database, tenants, pepper, Clock.systemUTC()).holder(text))
                .isPresent();
    }

    private OffsetDateTime stamp(String value) {
        return asSuperuser(handle -> handle.createQuery("""
                        update api_key set last_used_at = %s where tenant_id = :tenant and name = 'narrow'
                        returning last_used_at
                        """.formatted(value))
                .bind("tenant", tenant.id().value())
                .mapTo(OffsetDateTime.class)
                .one());
    }

    private ExtractableResponse<Response> key() {
        return tenant.asOwner()
                .body(Map.of("name", "some", "scopes", List.of("secrets:read")))
                .post("/v1/api-keys")
                .then()
                .statusCode(201)
                .extract();
    }

    private static String prefix(String key) {
        return key.substring(4, key.lastIndexOf('_'));
    }
}
