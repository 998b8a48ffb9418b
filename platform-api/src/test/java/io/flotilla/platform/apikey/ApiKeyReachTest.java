package io.flotilla.platform.apikey;

import static io.flotilla.platform.testing.TestTenant.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.flotilla.platform.testing.PlatformTest;
import io.flotilla.platform.testing.TestApp;
import io.flotilla.platform.testing.TestTenant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a key is held to beside its scopes.
@PlatformTest
class ApiKeyReachTest {
    private TestTenant tenant;

    @BeforeEach
    void tenant() {
        tenant = TestTenant.create();
    }

    @Test
    void aKeyHeldToAnAppSeesNoOther() {
        TestApp.release(tenant);
        var held = tenant.keyWithin(List.of("another"), null);
        var free = tenant.keyWithin(List.of("greeter"), null);
        String invocation = as(free).header("Prefer", "respond-async")
                .body(Map.of("inputs", Map.of("name", "Ann")))
                .post("/v1/apps/greeter/invocations")
                .then()
                .statusCode(202)
                .extract()
                .path("id");

        as(free).get("/v1/apps").then().body("items.name", contains("greeter"));
        as(free).get("/v1/invocations/{id}", invocation).then().statusCode(200);
        as(free).get("/v1/invocations").then().body("items.id", contains(invocation));
        as(held).get("/v1/apps").then().body("items", empty());
        as(held).get("/v1/apps/greeter").then().statusCode(404);
        as(held).get("/v1/invocations").then().body("items", empty());
        for (var path : List.of("", "/steps", "/events")) {
            as(held).get("/v1/invocations/" + invocation + path).then().statusCode(404);
        }
        as(held).post("/v1/invocations/{id}/cancel", invocation).then().statusCode(404);
        as(held).body(Map.of("inputs", Map.of("name", "Ann")))
                .post("/v1/apps/greeter/invocations")
                .then()
                .statusCode(404);
    }

    @Test
    void aKeyHeldToModelsRunsNoAppThatUsesAnother() {
        TestApp.release(tenant);

        as(tenant.keyWithin(null, List.of("small-chat")))
                .body(Map.of("inputs", Map.of("name", "Ann")))
                .post("/v1/apps/greeter/invocations")
                .then()
                .statusCode(403)
                .body("detail", equalTo("The app uses the model 'large-chat', which this key may not use."));
        as(tenant.keyWithin(null, List.of("large-chat")))
                .header("Prefer", "respond-async")
                .body(Map.of("inputs", Map.of("name", "Ann")))
                .post("/v1/apps/greeter/invocations")
                .then()
                .statusCode(202);
    }

    @Test
    void aKeyMakesNoneThatReachesFurtherThanItself() {
        var held = tenant.keyWithin(List.of("greeter"), null);

        as(held).body(Map.of("name", "wider", "scopes", List.of("*")))
                .post("/v1/api-keys")
                .then()
                .statusCode(403);
        as(held).body(Map.of("name", "same", "scopes", List.of("*"), "apps", List.of("greeter")))
                .post("/v1/api-keys")
                .then()
                .statusCode(201);
    }

    @Test
    void refusesAKeyThatIsOverBeforeItBegins() {
        tenant.asOwner()
                .body(Map.of("name", "late", "scopes", List.of("*"), "expiresAt", "2020-01-01T00:00:00Z"))
                .post("/v1/api-keys")
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItem("/expiresAt"));
    }
}
