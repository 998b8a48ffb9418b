package io.flotilla.platform.problem;

import static io.flotilla.platform.testing.TestTenant.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.flotilla.platform.testing.PlatformTest;
import io.flotilla.platform.testing.TestTenant;
import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@PlatformTest
class ProblemAnswersTest {
    private static final int OVER_THE_LIMIT = 1_100_000;

    @TestHTTPResource
    URI address;

    private TestTenant tenant;

    @BeforeEach
    void tenant() {
        tenant = TestTenant.create();
    }

    @Test
    void anUnknownAddressIsNotFound() {
        isProblem(tenant.asKey().get("/v1/nothing-here"), 404, "not-found");
    }

    @Test
    void whatIsNotThereAndWhatIsAnothersAnswerAlike() {
        var rival = TestTenant.create();
        var foreign = rival.asOwner().get("/v1/api-keys").jsonPath().getString("items[0].id");

        var theirs = tenant.asKey().delete("/v1/api-keys/{id}", foreign);
        var nobodys = tenant.asKey().delete("/v1/api-keys/{id}", UUID.randomUUID());

        isProblem(theirs, 404, "not-found");
        assertThat(withoutTrace(theirs)).isEqualTo(withoutTrace(nobodys));
    }

    @Test
    void aMethodTheAddressDoesNotTakeIsAProblem() {
        isProblem(tenant.asKey().patch("/v1/api-keys"), 405, "invalid-input");
    }

    @Test
    void aMediaTypeTheAddressDoesNotTakeIsAProblem() {
        var answer = given().auth()
                .oauth2(tenant.apiKey())
                .contentType(ContentType.XML)
                .body("<x/>")
                .post("/v1/api-keys");

        isProblem(answer, 415, "invalid-input");
    }

    @Test
    void malformedJsonIsNamedWithItsPlace() {
        var answer = tenant.asKey().body("{\"name\": \"x\",\n  scopes: []}").post("/v1/api-keys");

        isProblem(answer, 400, "invalid-input");
        assertThat(answer.jsonPath().getString("detail")).isEqualTo("The body is not JSON: line 2, column 3.");
    }

    @Test
    void anUnknownPropertyIsNamedWithItsPointer() {
        var answer = TestTenant.asOperator()
                .body("{\"name\": \"x\", \"title\": \"X\", \"owner\": {\"email\": \"a@b.example\", \"phone\": \"1\"}}")
                .post("/v1/tenants");

        isProblem(answer, 400, "invalid-input");
        assertThat(answer.jsonPath().getString("errors[0].pointer")).isEqualTo("/owner/phone");
        assertThat(answer.jsonPath().getString("errors[0].code")).isEqualTo("unknown-property");
    }

    @Test
    void aWrongTypeIsNamedWithItsPointer() {
        var answer =
                tenant.asKey().body("{\"name\": \"x\", \"scopes\": \"all\"}").post("/v1/api-keys");

        isProblem(answer, 400, "invalid-input");
        assertThat(answer.jsonPath().getString("errors[0].pointer")).isEqualTo("/scopes");
    }

    @Test
    void everythingWrongIsSaidAtOnce() {
        var answer = tenant.asKey().body(Map.of()).post("/v1/api-keys");

        isProblem(answer, 400, "invalid-input");
        assertThat(answer.jsonPath().<String>getList("errors.pointer")).containsExactly("/name", "/scopes");
    }

    @Test
    void anEmptyBodyIsAProblem() {
        isProblem(tenant.asKey().post("/v1/api-keys"), 400, "invalid-input");
    }

    @Test
    void aQueryParameterOutOfRangeIsNamed() {
        var answer = tenant.asKey().get("/v1/api-keys?limit=0");

        isProblem(answer, 400, "invalid-input");
        assertThat(answer.jsonPath().getString("errors[0].pointer")).isEqualTo("limit");
    }

    @Test
    void anIdThatIsNoIdIsNotFound() {
        isProblem(tenant.asKey().delete("/v1/api-keys/no-uuid"), 404, "not-found");
    }

    @Test
    void aCursorThatWasMadeUpIsAProblem() {
        isProblem(tenant.asKey().get("/v1/api-keys?cursor=made-up"), 400, "invalid-input");
    }

    @Test
    void textThatCannotBeStoredIsAProblem() {
        var answer = tenant.asKey()
                .body("{\"name\": \"a\\u0000b\", \"scopes\": [\"*\"]}")
                .post("/v1/api-keys");

        isProblem(answer, 400, "invalid-input");
        isProblem(tenant.asKey().urlEncodingEnabled(false).delete("/v1/secrets/a%00b"), 400, "invalid-input");
    }

    @Test
    void aBodyOverTheLimitIsAProblem() {
        var answer =
                tenant.asKey().body(Map.of("value", "x".repeat(OVER_THE_LIMIT))).put("/v1/secrets/large");

        isProblem(answer, 413, "invalid-input");
    }

    @Test
    void aBodyOverTheLimitThatHidesItsLengthIsAProblem() throws Exception {
        var body = ("{\"value\": \"" + "x".repeat(OVER_THE_LIMIT) + "\"}").getBytes();
        var request = HttpRequest.newBuilder(address.resolve("/v1/secrets/large"))
                .header("Authorization", "Bearer " + tenant.apiKey())
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .build();

        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.body()).contains("\"code\":\"invalid-input\"");
        }
    }

    @Test
    void theTraceIdIsTheCallersWhereTheySendOne() {
        var answer = given().header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .get("/v1/me");

        assertThat(answer.jsonPath().getString("traceId")).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(answer.header("Flotilla-Trace-Id")).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    }

    @Test
    void whatNobodyForesawSaysOnlyItsTraceId() {
        var answer = as(tenant.apiKey()).get("/v1/testing/unexpected");

        isProblem(answer, 500, "internal");
        assertThat(answer.asString())
                .contains(answer.header("Flotilla-Trace-Id"))
                .doesNotContain("secret plan");
    }

    private static void isProblem(Response answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        var problem = answer.jsonPath();
        assertThat(problem.getString("code")).isEqualTo(code);
        assertThat(problem.getString("type")).isEqualTo("https://flotilla.io/problems/" + code);
        assertThat(problem.getInt("status")).isEqualTo(status);
        assertThat(problem.getString("title")).isNotBlank();
        assertThat(problem.getString("detail")).isNotBlank();
        assertThat(problem.getString("traceId")).matches("[0-9a-f]{32}").isEqualTo(answer.header("Flotilla-Trace-Id"));
        assertThat(answer.asString())
                .doesNotContain("Exception", "io.flotilla", "java.", "select ", "127.0.0.1", "com.fasterxml");
    }

    private static Map<String, Object> withoutTrace(Response answer) {
        var body = new HashMap<String, Object>(answer.jsonPath().getMap(""));
        body.remove("traceId");
        return body;
    }
}
