package io.flotilla.platform.probe;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.flotilla.messages.ControlMessage.ProbeRequested;
import io.flotilla.messages.ProbeReport;
import io.flotilla.messages.ProbeTarget;
import io.flotilla.platform.testing.Documents;
import io.flotilla.platform.testing.PlatformTest;
import io.flotilla.platform.testing.ProbeWorker;
import io.flotilla.platform.testing.TestTenant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@PlatformTest
class ProbesTest {
    private static final ProbeReport REFUSED = new ProbeReport(
            false, "refused", "Nothing listens there.", 3.5, List.of(new ProbeReport.Check("a", false, "no")));

    private TestTenant tenant;

    @BeforeEach
    void aCatalogue() {
        tenant = TestTenant.create();
        Documents.models(tenant);
        Documents.connector(tenant);
    }

    @Test
    void saysWhatTheWorkerFoundOfAProvider() throws Exception {
        try (var worker = answering(request -> REFUSED)) {
            tenant.asKey()
                    .post("/v1/providers/cloud/test")
                    .then()
                    .statusCode(200)
                    .body("works", equalTo(false))
                    .body("reason", equalTo("refused"))
                    .body("detail", equalTo("Nothing listens there."))
                    .body("millis", equalTo(3.5f))
                    .body("checks.name", contains("a"));

            assertThat(worker.asked().getFirst().target())
                    .isInstanceOfSatisfying(ProbeTarget.OfProvider.class, provider -> {
                        assertThat(provider.baseUrl()).isEqualTo("https://models.example/v1");
                        assertThat(provider.apiKey()).isNotNull();
                    });
            assertThat(worker.heard().getFirst()).doesNotContain("sk-cloud");
        }
        tenant.asOwner()
                .get("/v1/audit?action=provider.tested")
                .then()
                .body("items.details.reason", contains("refused"));
    }

    @Test
    void asksForTheModelAsItWouldBeRun() throws Exception {
        try (var worker = answering(request -> REFUSED)) {
            tenant.asKey().post("/v1/models/large/test").then().statusCode(200).body("reason", equalTo("refused"));

            assertThat(worker.asked().getFirst().target()).isInstanceOfSatisfying(ProbeTarget.OfModel.class, model -> {
                assertThat(model.model().upstreamName()).isEqualTo("large-2026");
                assertThat(model.model().kind()).isEqualTo("chat");
                assertThat(model.model().apiKey()).isNotNull();
            });
        }
    }

    @Test
    void asksForAConnectorWithItsSecretsSealed() throws Exception {
        try (var worker = answering(request -> REFUSED)) {
            given().auth()
                    .oauth2(tenant.apiKey())
                    .noContentType()
                    .post("/v1/connectors/crm-database/test")
                    .then()
                    .statusCode(200)
                    .body("reason", equalTo("refused"));
            tenant.asKey()
                    .body(Map.of("operation", "customerById", "arguments", Map.of("id", "7")))
                    .post("/v1/connectors/crm-database/test")
                    .then()
                    .statusCode(200)
                    .body("reason", equalTo("refused"));

            assertThat(worker.asked().getLast().target())
                    .isInstanceOfSatisfying(ProbeTarget.OfConnector.class, connector -> {
                        assertThat(connector.operation()).isEqualTo("customerById");
                        assertThat(connector.arguments().toString()).isEqualTo("{\"id\":\"7\"}");
                        assertThat(connector.connector().secrets()).containsOnlyKeys("crm-password");
                    });
            assertThat(worker.heard()).noneMatch(message -> message.contains("open sesame"));
        }
    }

    @Test
    void answersAlsoWhenTheWorkerDoesNot() throws Exception {
        try (var worker = answering(request -> null)) {
            tenant.asKey()
                    .post("/v1/providers/cloud/test")
                    .then()
                    .statusCode(200)
                    .body("reason", equalTo("no-answer"));
            assertThat(worker.asked()).hasSize(1);
        }
    }

    @Test
    void triesOutOnlyWhatIsThere() {
        var rival = TestTenant.create();

        tenant.asKey().post("/v1/providers/nobody/test").then().statusCode(404);
        rival.asKey().post("/v1/providers/cloud/test").then().statusCode(404);
        rival.asKey().post("/v1/models/large/test").then().statusCode(404);
        rival.asKey()
                .body(Map.of())
                .post("/v1/connectors/crm-database/test")
                .then()
                .statusCode(404);
        tenant.asKey()
                .body(Map.of("operation", "dropTables"))
                .post("/v1/connectors/crm-database/test")
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("unknown-operation"));
        tenant.asKeyWith("models:read").post("/v1/models/large/test").then().statusCode(403);
    }

    private ProbeWorker answering(Function<ProbeRequested, ProbeReport> answers) {
        return new ProbeWorker(tenant, answers);
    }
}
