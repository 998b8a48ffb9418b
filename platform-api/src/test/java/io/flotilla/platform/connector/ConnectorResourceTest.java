package io.flotilla.platform.connector;

import static io.flotilla.platform.testing.Documents.crmDatabase;
import static io.flotilla.platform.testing.Documents.notFound;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.flotilla.platform.testing.Documents;
import io.flotilla.platform.testing.PlatformTest;
import io.flotilla.platform.testing.TestTenant;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@PlatformTest
class ConnectorResourceTest {
    private TestTenant tenant;

    @BeforeEach
    void aTenantWithASecret() {
        tenant = TestTenant.create();
        Documents.secret(tenant);
    }

    @Test
    void keepsTheSameContentAsTheSameVersion() {
        put(crmDatabase("segment"))
                .statusCode(201)
                .body("version", equalTo(1))
                .body("type", equalTo("sql"))
                .body("secrets", contains("crm-password"))
                .header("ETag", "\"1\"");

        put(crmDatabase("segment") + "# only a remark\n").statusCode(200).body("version", equalTo(1));
        put(crmDatabase("branch")).statusCode(201).body("version", equalTo(2));
        put(crmDatabase("segment")).statusCode(200).body("version", equalTo(1));

        read("").body("version", equalTo(1));
        read("/versions").body("items.version", contains(2, 1));
        read("/versions/2").body("definition.spec.statements.customerById.sql", not(equalTo("")));
    }

    @Test
    void takesTheSameContentInYamlAndJson() {
        put(crmDatabase("segment"));
        var json = tenant.asKey().get("/v1/connectors/crm-database").jsonPath().getMap("definition");

        tenant.asKey().body(json).put("/v1/connectors/crm-database").then().statusCode(200);
        tenant.asKey()
                .body("{\"kind\": ")
                .put("/v1/connectors/crm-database")
                .then()
                .statusCode(422)
                .body("errors[0].line", equalTo(1));
    }

    @Test
    void givesTheDocumentBackAsItWasGiven() {
        var document = crmDatabase("segment") + "# 备注\n";
        put(document);

        var answer =
                tenant.asKey().get("/v1/connectors/crm-database/definition").then();

        answer.contentType("application/yaml");
        assertThat(answer.extract().asByteArray()).asString().isEqualTo(document);
    }

    @Test
    void refusesASecretThatIsNotThereAtItsPlace() {
        put(crmDatabase("segment").replace("crm-password", "nobody-wrote-it"))
                .statusCode(422)
                .body("code", equalTo("invalid-definition"))
                .body("errors[0].code", equalTo("unknown-secret"))
                .body("errors[0].pointer", equalTo("/spec/password/secret"))
                .body("errors[0].line", equalTo(8));
    }

    @Test
    void keepsConnectorsOffTheKeysOfProviders() {
        Documents.models(tenant);

        put(crmDatabase("segment").replace("{secret: crm-password}", "{secret: 'provider:cloud'}"))
                .statusCode(422)
                .body("code", equalTo("invalid-definition"));
    }

    @Test
    void saysWhatIsWrongWhere() {
        put(crmDatabase("segment").replace("  user: crm_reader", "  usr: crm_reader"))
                .statusCode(422)
                .body("code", equalTo("invalid-definition"))
                .body("errors[0].line", equalTo(7))
                .body("errors[0].column", equalTo(3))
                .body("errors[0].pointer", equalTo("/spec/usr"));
    }

    @Test
    void refusesADocumentOfAnotherName() {
        Documents.put(tenant, "/v1/connectors/other", crmDatabase("segment"))
                .statusCode(422)
                .body("errors[0].code", equalTo("name-mismatch"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "]", "a: [", "{\"kind\": ", "- 1", "null", "a: 1\na: 2", "\u0000", "x: &a [*a]"})
    void refusesWhatIsNoDocument(String text) {
        put(text).statusCode(422).body("code", equalTo("invalid-definition"));
    }

    @Test
    void refusesABodyOverTheLimit() {
        put("# " + "x".repeat(2 * 1024 * 1024)).statusCode(413);
    }

    @Test
    void refusesMediaTypesItDoesNotKnow() {
        tenant.asKey()
                .contentType("text/plain")
                .body(crmDatabase("segment"))
                .put("/v1/connectors/crm-database")
                .then()
                .statusCode(415);
    }

    @Test
    void takesUpADeletedConnectorWhereItsNumbersEnded() {
        put(crmDatabase("segment"));
        delete().statusCode(204);

        tenant.asKey().get("/v1/connectors/crm-database").then().statusCode(404);
        tenant.asKey().get("/v1/connectors").then().body("items", equalTo(List.of()));
        put(crmDatabase("branch")).statusCode(201).body("version", equalTo(2));
    }

    @Test
    void answersARivalAsIfThereWereNothing() {
        put(crmDatabase("segment"));
        var rival = TestTenant.create();

        for (String part : List.of("", "/versions", "/versions/1", "/definition", "/versions/1/definition")) {
            assertThat(notFound(rival, "/v1/connectors/crm-database" + part))
                    .isEqualTo(notFound(rival, "/v1/connectors/never-was" + part));
        }
        rival.asKey().delete("/v1/connectors/crm-database").then().statusCode(404);
    }

    @Test
    void writesEveryChangeToTheAudit() {
        put(crmDatabase("segment"));
        put(crmDatabase("segment"));
        delete().statusCode(204);

        var actions = tenant.asKey().get("/v1/audit").then().extract().<List<String>>path("items.action");
        assertThat(actions).containsOnlyOnce("connector.written", "connector.deleted");
        tenant.asKey().get("/v1/audit").then().body("items.target", hasItem("crm-database"));
    }

    private ValidatableResponse put(String document) {
        return Documents.put(tenant, "/v1/connectors/crm-database", document);
    }

    private ValidatableResponse read(String part) {
        return tenant.asKey().get("/v1/connectors/crm-database" + part).then().statusCode(200);
    }

    private ValidatableResponse delete() {
        return tenant.asKey().delete("/v1/connectors/crm-database").then();
    }
}
