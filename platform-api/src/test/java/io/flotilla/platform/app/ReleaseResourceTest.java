package io.flotilla.platform.app;

import static io.flotilla.platform.testing.Documents.greeter;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;

import io.flotilla.platform.testing.Documents;
import io.flotilla.platform.testing.PlatformTest;
import io.flotilla.platform.testing.TestTenant;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@PlatformTest
class ReleaseResourceTest {
    private TestTenant tenant;

    @BeforeEach
    void aTenantWithTwoVersionsOfAnApp() {
        tenant = TestTenant.create();
        Documents.models(tenant);
        Documents.put(tenant, "/v1/apps/greeter", greeter("Hello")).statusCode(201);
        Documents.put(tenant, "/v1/apps/greeter", greeter("Good day")).statusCode(201);
    }

    @Test
    void makesAVersionLive() {
        release(Map.of("version", 2))
                .statusCode(201)
                .body("environment", equalTo("production"))
                .body("number", equalTo(1))
                .body("version", equalTo(2))
                .body("live", equalTo(true));
    }

    @Test
    void keepsAVersionThatIsLiveAlready() {
        release(Map.of("version", 2)).statusCode(201);

        release(Map.of("version", 2)).statusCode(200).body("number", equalTo(1));
        releases().body("items.number", contains(1));
    }

    @Test
    void keepsEnvironmentsApart() {
        release(Map.of("version", 1));
        release(Map.of("version", 2, "environment", "staging")).statusCode(201).body("number", equalTo(1));

        tenant.asKey()
                .queryParam("environment", "staging")
                .get("/v1/apps/greeter/releases")
                .then()
                .body("items.version", contains(2));
        releases().body("items.environment", containsInAnyOrder("production", "staging"));
    }

    @Test
    void goesBackToWhatWasLiveBefore() {
        release(Map.of("version", 1));
        release(Map.of("version", 2));

        rollBack().statusCode(200).body("version", equalTo(1)).body("number", equalTo(1));
        releases().body("items.findAll { it.live }.version", contains(1));
        rollBack().statusCode(409).body("code", equalTo("conflict"));
        release(Map.of("version", 2)).statusCode(201).body("number", equalTo(3));
    }

    @Test
    void refusesAVersionThatNamesWhatIsNotThere() {
        tenant.asKey().delete("/v1/models/small").then().statusCode(204);

        release(Map.of("version", 1))
                .statusCode(422)
                .body("code", equalTo("invalid-definition"))
                .body("errors[0].pointer", equalTo("/spec/models/main/fallback/0"))
                .body("errors[0].line", equalTo(14));
        releases().body("items.size()", equalTo(0));
    }

    @Test
    void refusesAnAppWhoseConnectorIsNotThereOrHasNoSuchOperation() {
        Documents.put(tenant, "/v1/apps/look-up", Documents.lookUp()).statusCode(201);
        var address = "/v1/apps/look-up/releases";
        tenant.asKey().body(Map.of("version", 1)).post(address).then().statusCode(422);

        Documents.secret(tenant);
        var other = Documents.crmDatabase("segment").replace("customerById", "customerByName");
        Documents.put(tenant, "/v1/connectors/crm-database", other).statusCode(201);
        tenant.asKey().body(Map.of("version", 1)).post(address).then().statusCode(422);

        Documents.put(tenant, "/v1/connectors/crm-database", Documents.crmDatabase("segment"))
                .statusCode(201);
        tenant.asKey().body(Map.of("version", 1)).post(address).then().statusCode(201);
    }

    @Test
    void keepsAModelAsLongAsALiveReleaseUsesIt() {
        release(Map.of("version", 1));

        tenant.asKey()
                .delete("/v1/models/small")
                .then()
                .statusCode(409)
                .body("detail", equalTo("It is used by the app 'greeter', live in 'production'."));
    }

    @Test
    void keepsAConnectorAsLongAsALiveReleaseUsesIt() {
        Documents.connector(tenant);
        Documents.put(tenant, "/v1/apps/look-up", Documents.lookUp()).statusCode(201);
        tenant.asKey()
                .body(Map.of("version", 1))
                .post("/v1/apps/look-up/releases")
                .then()
                .statusCode(201);
        var address = "/v1/connectors/crm-database";

        tenant.asKey().delete(address).then().statusCode(409).body("code", equalTo("conflict"));
        tenant.asKey().delete("/v1/apps/look-up").then().statusCode(204);
        tenant.asKey().delete(address).then().statusCode(204);
    }

    @Test
    void refusesWhatIsNoRelease() {
        release(Map.of()).statusCode(400);
        release(Map.of("version", 9)).statusCode(400).body("errors[0].pointer", equalTo("/version"));
        release(Map.of("version", 1, "environment", "In Space")).statusCode(400);
        release(Map.of("version", "one")).statusCode(400);
    }

    @Test
    void hidesAnAppFromARival() {
        var rival = TestTenant.create();

        rival.asKey()
                .body(Map.of("version", 1))
                .post("/v1/apps/greeter/releases")
                .then()
                .statusCode(404);
        rival.asKey()
                .body(Map.of())
                .post("/v1/apps/greeter/releases/rollback")
                .then()
                .statusCode(404);
    }

    @Test
    void triesAVersionOutAndPromotesIt() {
        release(Map.of("version", 1));
        release(Map.of("version", 2, "share", 10))
                .statusCode(201)
                .body("version", equalTo(2))
                .body("live", equalTo(false))
                .body("share", equalTo(10));
        releases().body("items.share", contains(10, 90)).body("items.live", contains(false, true));
        release(Map.of("version", 2, "share", 40)).statusCode(200).body("share", equalTo(40));

        change("promote").statusCode(200).body("version", equalTo(2)).body("share", equalTo(100));

        releases().body("items.share", contains(100, null)).body("items.live", contains(true, false));
        change("promote").statusCode(409);
        rollBack().statusCode(200).body("version", equalTo(1));
    }

    @Test
    void endsACanaryByGoingBack() {
        release(Map.of("version", 1));
        release(Map.of("version", 2, "share", 99));

        rollBack().statusCode(200).body("version", equalTo(1)).body("share", equalTo(100));

        releases().body("items.share", contains(null, 100));
    }

    @Test
    void promotesACanaryThatIsReleasedWithoutAShare() {
        release(Map.of("version", 1));
        release(Map.of("version", 2, "share", 5));

        release(Map.of("version", 2)).statusCode(200).body("number", equalTo(2)).body("live", equalTo(true));
    }

    @Test
    void keepsAModelAsLongAsACanaryUsesIt() {
        Documents.put(tenant, "/v1/apps/greeter", greeter("Hi").replace(", fallback: [small]", ""));
        release(Map.of("version", 3)).statusCode(201);
        release(Map.of("version", 1, "share", 5)).statusCode(201);

        tenant.asKey().delete("/v1/models/small").then().statusCode(409);
    }

    @Test
    void refusesWhatIsNoShare() {
        release(Map.of("version", 2, "share", 10)).statusCode(409);
        release(Map.of("version", 1));
        release(Map.of("version", 1, "share", 10)).statusCode(409);
        for (int share : List.of(0, -1, 101)) {
            release(Map.of("version", 2, "share", share)).statusCode(400).body("errors[0].pointer", equalTo("/share"));
        }
    }

    @Test
    void releasesIntoAnEnvironmentOfItsOwnOnceItIsThere() {
        release(Map.of("version", 1, "environment", "canada"))
                .statusCode(400)
                .body("errors[0].code", equalTo("unknown-environment"));
        release(Map.of("version", 1, "environment", "stagign"))
                .statusCode(400)
                .body("errors[0].suggestion", equalTo("staging"));
        var address = "/v1/environments/canada";
        tenant.asKey().body(Map.of("title", "Kanada")).put(address).then().statusCode(201);
        tenant.asKey().body(Map.of("title", "Canada")).put(address).then().statusCode(200);

        release(Map.of("version", 1, "environment", "canada")).statusCode(201);

        tenant.asKey()
                .get("/v1/environments")
                .then()
                .body("items.name", contains("development", "staging", "production", "canada"))
                .body("items[3].title", equalTo("Canada"));
        tenant.asKey().delete(address).then().statusCode(409);
        tenant.asKey().delete("/v1/apps/greeter").then().statusCode(204);
        tenant.asKey().delete(address).then().statusCode(204);
        tenant.asKey().delete(address).then().statusCode(404);
        tenant.asKey().delete("/v1/environments/production").then().statusCode(409);
        TestTenant.create().asKey().delete(address).then().statusCode(404);
    }

    private ValidatableResponse change(String what) {
        return tenant.asKey()
                .body(Map.of())
                .post("/v1/apps/greeter/releases/" + what)
                .then();
    }

    private ValidatableResponse release(Map<String, ?> request) {
        return tenant.asKey().body(request).post("/v1/apps/greeter/releases").then();
    }

    private ValidatableResponse rollBack() {
        return tenant.asKey()
                .body(Map.of("environment", "production"))
                .post("/v1/apps/greeter/releases/rollback")
                .then();
    }

    private ValidatableResponse releases() {
        return tenant.asKey().get("/v1/apps/greeter/releases").then().statusCode(200);
    }
}
