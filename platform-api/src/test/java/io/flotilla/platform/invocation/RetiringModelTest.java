package io.flotilla.platform.invocation;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.flotilla.platform.testing.PlatformTest;
import io.flotilla.platform.testing.TestApp;
import io.flotilla.platform.testing.TestTenant;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@PlatformTest
class RetiringModelTest {
    private TestTenant tenant;

    @BeforeEach
    void anApp() {
        tenant = TestTenant.create();
        TestApp.release(tenant);
    }

    @Test
    void whoRunsAnAppIsToldWhenItsModelEnds() {
        run().statusCode(202).header("Sunset", nullValue());

        retires("2031-05-06T07:08:09Z");

        run().statusCode(202).header("Sunset", equalTo("Tue, 6 May 2031 07:08:09 GMT"));
    }

    @Test
    void nothingRunsOnAModelThatIsRetired() {
        retires("2021-05-06T07:08:09Z");

        run().statusCode(503).body("code", equalTo("model-unavailable"));
    }

    private void retires(String at) {
        tenant.asKey()
                .body(Map.of("provider", "sandbox", "lifeCycle", Map.of("retiresAt", at)))
                .put("/v1/models/large-chat")
                .then()
                .statusCode(200);
    }

    private ValidatableResponse run() {
        return tenant.asKey()
                .header("Prefer", "respond-async")
                .body(Map.of("inputs", Map.of("name", "Ada")))
                .post("/v1/apps/greeter/invocations")
                .then();
    }
}
