package io.flotilla.platform.app;

import static io.flotilla.platform.testing.Documents.notFound;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.flotilla.platform.testing.Documents;
import io.flotilla.platform.testing.PlatformTest;
import io.flotilla.platform.testing.TestTenant;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@PlatformTest
class ImportResourceTest {
    private static final RestAssuredConfig YAML = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig()
                    .encodeContentTypeAs("application/yaml", ContentType.TEXT)
                    .defaultContentCharset("UTF-8"));

    private TestTenant tenant;

    @BeforeEach
    void aTenantWithAnAppThatUsesAConnector() {
        tenant = TestTenant.create();
        Documents.connector(tenant);
        Documents.put(tenant, "/v1/apps/look-up", Documents.lookUp()).statusCode(201);
    }

    @Test
    void putsAnAppAndItsConnectorIntoOneFileWithoutSecrets() {
        var answer = tenant.asKey().get("/v1/apps/look-up/export").then().statusCode(200);

        answer.contentType("application/yaml").header("Content-Disposition", containsString("look-up-1.yaml"));
        assertThat(answer.extract().asString())
                .contains(
                        Documents.lookUp().strip(),
                        Documents.crmDatabase("segment").strip(),
                        "crm-password")
                .doesNotContain("open sesame");
    }

    @Test
    void bringsAnAppIntoAnotherTenant() {
        var other = TestTenant.create();
        Documents.secret(other);

        put(other, "", exported())
                .statusCode(201)
                .body("valid", equalTo(true))
                .body("apps.name", contains("look-up"))
                .body("connectors.outcome", contains("created"))
                .body("warnings", equalTo(List.of()));

        assertThat(hash(other)).isEqualTo(hash(tenant));
        put(other, "", exported()).statusCode(200).body("connectors.outcome", contains("kept"));
    }

    @Test
    void saysWhatIsMissingAndStoresNothing() {
        var other = TestTenant.create();

        put(other, "?check=true", exported())
                .statusCode(200)
                .body("valid", equalTo(false))
                .body("violations.code", hasItem("unknown-secret"));
        put(other, "", exported())
                .statusCode(422)
                .body("code", equalTo("invalid-definition"))
                .body("errors.code", hasItem("unknown-secret"));

        other.asKey().get("/v1/apps/look-up").then().statusCode(404);
        other.asKey().get("/v1/connectors/crm-database").then().statusCode(404);
    }

    @Test
    void warnsOfModelsThatAreMissing() {
        Documents.models(tenant);
        Documents.put(tenant, "/v1/apps/greeter", Documents.greeter("Hello")).statusCode(201);
        var file = tenant.asKey().get("/v1/apps/greeter/export").asString();

        put(TestTenant.create(), "", file)
                .statusCode(201)
                .body("warnings.code", contains("unknown-model", "unknown-model"));
    }

    @Test
    void storesNothingInADryRun() {
        var other = TestTenant.create();
        Documents.secret(other);

        put(other, "?check=true", exported()).statusCode(200).body("valid", equalTo(true));

        other.asKey().get("/v1/apps/look-up").then().statusCode(404);
    }

    @Test
    void replacesAConnectorOnlyWhenAskedTo() {
        var file = exported();
        Documents.put(tenant, "/v1/connectors/crm-database", Documents.crmDatabase("branch"))
                .statusCode(201);

        put(tenant, "", file).statusCode(200).body("connectors.outcome", contains("kept"));
        tenant.asKey().get("/v1/connectors/crm-database").then().body("version", equalTo(2));
        put(tenant, "?connectors=replace", file).statusCode(200).body("connectors.outcome", contains("replaced"));
        tenant.asKey().get("/v1/connectors/crm-database").then().body("version", equalTo(1));
    }

    @Test
    void tellsPlacesOfTheWholeFile() {
        put(tenant, "?check=true", "# first\n---\n" + Documents.lookUp().replace("operation:", "operatoin:"))
                .statusCode(200)
                .body("violations.line", hasItem(14));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "---", "---\n---\n", "kind: Nonsense", "{{{{", "kind: App"})
    void refusesWhatIsNoFileOfDocuments(String text) {
        put(tenant, "", text).statusCode(422).body("code", equalTo("invalid-definition"));
    }

    @Test
    void needsTheConnectorsScopesForConnectors() {
        var key = tenant.keyWith("apps:read", "apps:write");

        TestTenant.as(key).get("/v1/apps/look-up/export").then().statusCode(403);
        given().config(YAML)
                .auth()
                .oauth2(key)
                .contentType("application/yaml")
                .body(exported().getBytes(UTF_8))
                .post("/v1/imports")
                .then()
                .statusCode(403);
    }

    @Test
    void hidesAnAppFromARival() {
        var rival = TestTenant.create();

        assertThat(notFound(rival, "/v1/apps/look-up/export")).isEqualTo(notFound(rival, "/v1/apps/never-was/export"));
        tenant.asKey().get("/v1/apps/look-up/export?version=9").then().statusCode(404);
    }

    @Test
    void takesSeveralAppsAtOnce() {
        var other = TestTenant.create();
        Documents.secret(other);
        var second = Documents.lookUp().replace("name: look-up", "name: look-down");

        put(other, "", exported() + "---\n" + second)
                .statusCode(201)
                .body("apps.name", containsInAnyOrder("look-up", "look-down"));
    }

    private String exported() {
        return tenant.asKey().get("/v1/apps/look-up/export").asString();
    }

    private static String hash(TestTenant tenant) {
        return tenant.asKey().get("/v1/apps/look-up").jsonPath().getString("hash");
    }

    private static ValidatableResponse put(TestTenant tenant, String query, String file) {
        return given().config(YAML)
                .auth()
                .oauth2(tenant.apiKey())
                .contentType("application/yaml")
                .body(file.getBytes(UTF_8))
                .post("/v1/imports" + query)
                .then();
    }
}
