package io.flotilla.platform.identity;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.flotilla.platform.testing.PlatformTest;
import org.junit.jupiter.api.Test;

@PlatformTest
class OpenDoorsTest {
    @Test
    void theApiDescribesItself() {
        given().accept("application/json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("openapi", startsWith("3.1"))
                .body("paths.'/v1/api-keys'.post.operationId", equalTo("createApiKey"))
                .body("components.securitySchemes.apiKey.scheme", equalTo("bearer"))
                .body("components.securitySchemes.session.in", equalTo("cookie"))
                .body("paths.'/v1/tenants'.get.security.accessToken", hasSize(2));
    }

    @Test
    void readinessAndMetricsNeedNoCredential() {
        given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/q/metrics").then().statusCode(200).body(containsString("jvm_memory"));
    }
}
