package io.flotilla.platform.model;

import static io.flotilla.platform.testing.TestTenant.asOperator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import io.flotilla.platform.testing.Documents;
import io.flotilla.platform.testing.PlatformTest;
import io.flotilla.platform.testing.TestTenant;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@PlatformTest
class PlatformCatalogueTest {
    private static final Map<String, String> PRICE =
            Map.of("currency", "CNY", "inputPerMillion", "0.8", "outputPerMillion", "2");

    private final String model = "m-" + UUID.randomUUID();
    private TestTenant tenant;
    private TestTenant rival;

    @BeforeEach
    void aModelOfThePlatform() {
        tenant = TestTenant.create();
        rival = TestTenant.create();
        asOperator()
                .body(Map.of("baseUrl", "https://platform.example/v1", "apiKey", "sk-platform-secret"))
                .put("/v1/platform/providers/house")
                .then()
                .statusCode(lessThan(300));
        put(Map.of("provider", "house", "upstreamName", "house-1", "price", PRICE));
    }

    @Test
    void givesAModelToTheTenantThatItIsGrantedTo() {
        grant(tenant.name());

        tenant.asKey()
                .get("/v1/models/" + model)
                .then()
                .statusCode(200)
                .body("origin", equalTo("platform"))
                .body("price.inputPerMillion", equalTo("0.8"));
        tenant.asKey().get("/v1/models/" + model + "/prices").then().body("items.version", contains(1));
        tenant.asKey().get("/v1/models").then().body("items.name", hasItem(model));
        assertThat(Documents.notFound(rival, "/v1/models/" + model))
                .isEqualTo(Documents.notFound(rival, "/v1/models/never-was"));
        rival.asKey().get("/v1/models").then().body("items.name", empty());
    }

    @Test
    void runsWithTheKeyOfThePlatformThatNobodySees() {
        grant(tenant.name());

        Documents.put(tenant, "/v1/apps/greeter", app()).statusCode(201).body("warnings", empty());
        tenant.asKey()
                .body(Map.of("version", 1))
                .post("/v1/apps/greeter/releases")
                .then()
                .statusCode(201);

        for (String address : List.of("/v1/providers", "/v1/secrets", "/v1/models/" + model, "/v1/audit")) {
            assertThat(tenant.asKey().get(address).asString()).doesNotContain("platform-secret", "platform.example");
        }
        tenant.asKey().get("/v1/providers/house").then().statusCode(404);
    }

    @Test
    void takesAModelBack() {
        grant(tenant.name());
        revoke(tenant.name(), 200);

        tenant.asKey().get("/v1/models/" + model).then().statusCode(404);
        Documents.put(tenant, "/v1/apps/greeter", app())
                .statusCode(201)
                .body("warnings.code", contains("unknown-model"));
        revoke(tenant.name(), 404);
        tenant.asKey()
                .get("/v1/audit?action=model.*")
                .then()
                .body("items.action", contains("model.granted", "model.revoked"));
    }

    @Test
    void givesAModelToAll() {
        grant("*").body("all", equalTo(true)).body("items", empty());
        rival.asKey().get("/v1/models/" + model).then().statusCode(200);
        TestTenant.create().asKey().get("/v1/models/" + model).then().statusCode(200);

        grant(tenant.name()).body("items.tenant", contains(tenant.name()));
        revoke("*", 200);

        rival.asKey().get("/v1/models/" + model).then().statusCode(404);
        tenant.asKey().get("/v1/models/" + model).then().statusCode(200);
    }

    @Test
    void aTenantsOwnModelTakesThePlaceOfThePlatforms() {
        grant(tenant.name());
        Documents.models(tenant);

        tenant.asKey()
                .body(Map.of("provider", "cloud"))
                .put("/v1/models/" + model)
                .then()
                .statusCode(201)
                .body("origin", equalTo("tenant"))
                .body("provider", equalTo("cloud"));

        tenant.asKey()
                .get("/v1/models")
                .then()
                .body("items.findAll { it.name == '%s' }.size()".formatted(model), equalTo(1));
        tenant.asKey().delete("/v1/models/" + model).then().statusCode(204);
        tenant.asKey().get("/v1/models/" + model).then().body("origin", equalTo("platform"));
        tenant.asKey().delete("/v1/models/" + model).then().statusCode(404);
    }

    @Test
    void refusesWhoIsNoOperator() {
        tenant.asOwner().get("/v1/platform/models").then().statusCode(403);
        tenant.asKey()
                .body(Map.of())
                .put("/v1/platform/models/" + model + "/grants/" + tenant.name())
                .then()
                .statusCode(403);
        asOperator()
                .put("/v1/platform/models/" + model + "/grants/nobody-at-all")
                .then()
                .statusCode(404);
        asOperator().put("/v1/platform/models/never-was/grants/*").then().statusCode(404);
    }

    @Test
    void isNoTenantToAnOperator() {
        asOperator().get("/v1/tenants?limit=200").then().body("items.name", not(hasItem("(platform)")));
        asOperator()
                .urlEncodingEnabled(false)
                .post("/v1/tenants/(platform)/suspend")
                .then()
                .statusCode(404);
    }

    @Test
    void refusesToPublishAnAppWithARetiredModelAndNamesTheNext() {
        grant(tenant.name());
        Documents.put(tenant, "/v1/apps/greeter", app()).statusCode(201);
        var next = "n-" + UUID.randomUUID();
        asOperator()
                .body(Map.of("provider", "house"))
                .put("/v1/platform/models/" + next)
                .then()
                .statusCode(201);
        put(Map.of("provider", "house", "lifeCycle", Map.of("retiresAt", "2031-01-01T00:00:00Z", "successor", next)));

        Documents.put(tenant, "/v1/apps/greeter", app())
                .statusCode(200)
                .body("warnings.code", contains("retiring-model"))
                .body(
                        "warnings[0].message",
                        equalTo("The model '%s' runs until 2031-01-01T00:00:00Z. Take '%s' instead."
                                .formatted(model, next)));

        put(Map.of("provider", "house", "lifeCycle", Map.of("retiresAt", "2021-01-01T00:00:00Z", "successor", next)));

        Documents.put(tenant, "/v1/apps/greeter", app())
                .statusCode(422)
                .body("errors.code", contains("retired-model"))
                .body(
                        "errors[0].message",
                        equalTo("The model '%s' is retired. Take '%s' instead.".formatted(model, next)));
        tenant.asKey()
                .body(Map.of("version", 1))
                .post("/v1/apps/greeter/releases")
                .then()
                .statusCode(422);
    }

    private String app() {
        return Documents.greeter("Hi").replace("{use: large, fallback: [small]}", "{use: %s}".formatted(model));
    }

    private void put(Map<String, ?> request) {
        asOperator().body(request).put("/v1/platform/models/" + model).then().statusCode(lessThan(300));
    }

    private ValidatableResponse grant(String tenant) {
        return asOperator()
                .urlEncodingEnabled(false)
                .put("/v1/platform/models/%s/grants/%s".formatted(model, tenant))
                .then()
                .statusCode(200);
    }

    private void revoke(String tenant, int status) {
        asOperator()
                .urlEncodingEnabled(false)
                .delete("/v1/platform/models/%s/grants/%s".formatted(model, tenant))
                .then()
                .statusCode(status);
    }
}
