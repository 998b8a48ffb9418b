package io.flotilla.platform.resource;

import static io.flotilla.platform.testing.TestTenant.as;
import static io.flotilla.platform.testing.TestTenant.asOperator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.flotilla.platform.testing.PlatformTest;
import io.flotilla.platform.testing.TestTenant;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who read something before another changed it does not overwrite the change unknowingly.
@PlatformTest
class StaleWriteTest {
    private static final Map<String, Object> SETTINGS = Map.of(
            "timeZone", "Asia/Shanghai", "languages", List.of("zh-CN"), "retentionDays", 30, "payloadCapture", "full");

    private TestTenant tenant;

    @BeforeEach
    void tenant() {
        tenant = TestTenant.create();
    }

    @Test
    void ofAMember() {
        as(tenant.memberToken("viewer")).get("/v1/me").then().statusCode(200);
        var member = tenant.asOwner().get("/v1/members").jsonPath().getString("items.find { it.role == 'viewer' }.id");

        refusesTheStale(
                () -> tenant.asOwner().get("/v1/members/" + member),
                request -> request.body(Map.of("role", "builder")).put("/v1/members/" + member));
    }

    @Test
    void ofAKey() {
        var key = tenant.asOwner()
                .body(Map.of("name", "nightly", "scopes", List.of("usage:read")))
                .post("/v1/api-keys");
        var id = key.jsonPath().getString("id");
        assertThat(key.header("ETag")).isEqualTo("\"1\"");

        refusesTheStale(
                () -> tenant.asOwner().get("/v1/api-keys/" + id),
                request -> request.body("{}").post("/v1/api-keys/%s/rotate".formatted(id)));
    }

    @Test
    void ofASecret() {
        tenant.asOwner().body(Map.of("value", "one")).put("/v1/secrets/crm");

        refusesTheStale(
                () -> tenant.asOwner().get("/v1/secrets/crm"),
                request -> request.body(Map.of("value", "two")).put("/v1/secrets/crm"));
    }

    @Test
    void ofASecretThatIsNotThere() {
        tenant.asOwner()
                .header("If-Match", "\"1\"")
                .body(Map.of("value", "one"))
                .put("/v1/secrets/gone")
                .then()
                .statusCode(412)
                .body("code", equalTo("stale"));
        tenant.asOwner().get("/v1/secrets/gone").then().statusCode(404);
    }

    @Test
    void ofTheSettings() {
        refusesTheStale(
                () -> tenant.asOwner().get("/v1/settings"),
                request -> request.body(SETTINGS).put("/v1/settings"));
    }

    @Test
    void ofATenant() {
        Supplier<Response> read = () -> asOperator().get("/v1/tenants/" + tenant.name());
        var tag = read.get().header("ETag");
        tenant.asOwner().body(SETTINGS).put("/v1/settings").then().statusCode(200);

        asOperator()
                .header("If-Match", tag)
                .post("/v1/tenants/%s/suspend".formatted(tenant.name()))
                .then()
                .statusCode(412);
        read.get().then().body("state", equalTo("active"));
        asOperator()
                .header("If-Match", read.get().header("ETag"))
                .post("/v1/tenants/%s/suspend".formatted(tenant.name()))
                .then()
                .statusCode(200)
                .body("state", equalTo("suspended"));
    }

    /// Writes with what was read, then once more with the same.
    private void refusesTheStale(Supplier<Response> read, Function<RequestSpecification, Response> write) {
        var tag = read.get().then().statusCode(200).extract().header("ETag");
        assertThat(tag).matches("\"\\d+\"");

        var first = write.apply(tenant.asOwner().header("If-Match", tag));
        var second = write.apply(tenant.asOwner().header("If-Match", tag));

        first.then().statusCode(200).header("ETag", not(equalTo(tag)));
        second.then().statusCode(412).body("code", equalTo("stale"));
        assertThat(read.get().header("ETag")).isEqualTo(first.header("ETag"));
        write.apply(tenant.asOwner().header("If-Match", "*")).then().statusCode(200);
        write.apply(tenant.asOwner()).then().statusCode(200);
    }
}
