package io.flotilla.platform.app;

import static io.flotilla.platform.testing.Documents.greeter;
import static io.flotilla.platform.testing.Documents.notFound;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.flotilla.platform.testing.Documents;
import io.flotilla.platform.testing.PlatformTest;
import io.flotilla.platform.testing.TestTenant;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@PlatformTest
class AppResourceTest {
    private TestTenant tenant;

    @BeforeEach
    void aTenantWithModels() {
        tenant = TestTenant.create();
        Documents.models(tenant);
    }

    @Test
    void publishesAVersion() {
        put(greeter("Hello"))
                .statusCode(201)
                .header("ETag", "\"1\"")
                .body("name", equalTo("greeter"))
                .body("version", equalTo(1))
                .body("title.zh", equalTo("问候"))
                .body("scenario", equalTo("finance.banking.complaint-reply"))
                .body("models", contains("large", "small"))
                .body("warnings", equalTo(List.of()));

        read("").body("definition.spec.steps[0].id", equalTo("greet")).body("version", equalTo(1));
    }

    @Test
    void keepsTheSameContentAsTheSameVersionInYamlAndJson() {
        put(greeter("Hello")).statusCode(201);
        put(greeter("Good day")).statusCode(201).body("version", equalTo(2));
        var json = tenant.asKey().get("/v1/apps/greeter/versions/1").jsonPath().getMap("definition");

        tenant.asKey().body(json).put("/v1/apps/greeter").then().statusCode(200).body("version", equalTo(1));

        read("").body("version", equalTo(1));
        read("/versions")
                .body("items.version", contains(2, 1))
                .body("items.definition", contains(nullValue(), nullValue()));
    }

    @Test
    void numbersVersionsWithoutGapOrRepeatWhenManyPublishAtOnce() throws Exception {
        var numbers = atOnce(8, each -> put(greeter("Hello " + each)).extract().path("version"));

        assertThat(numbers).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(new HashSet<>(tenant.asKey()
                        .get("/v1/apps/greeter/versions")
                        .jsonPath()
                        .<String>getList("items.hash")))
                .hasSize(8);
    }

    @Test
    void publishesTheSameContentOnceWhenManyPublishItAtOnce() throws Exception {
        var numbers = atOnce(8, each -> put(greeter("Hello")).extract().path("version"));

        assertThat(numbers).containsOnly(1);
    }

    @Test
    void givesTheDocumentBackAsItWasGiven() {
        var document = greeter("Hello") + "# 备注\n";
        put(document);

        var answer =
                tenant.asKey().get("/v1/apps/greeter/versions/1/definition").then();

        answer.contentType("application/yaml");
        assertThat(answer.extract().asByteArray()).asString().isEqualTo(document);
    }

    @Test
    void storesNothingInADryRun() {
        Documents.put(tenant, "/v1/apps/greeter?check", greeter("Hello"))
                .statusCode(200)
                .body("valid", equalTo(true))
                .body("violations", equalTo(List.of()))
                .body("warnings", equalTo(List.of()));
        Documents.put(tenant, "/v1/apps/greeter?check", greeter("Hello").replace("model: main", "model: mian"))
                .statusCode(200)
                .body("valid", equalTo(false))
                .body("violations[0].line", equalTo(18));

        tenant.asKey().get("/v1/apps/greeter").then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource({"check, 200", "check=, 200", "check=true, 200", "a=b&check, 200", "check=false, 201", "checked, 201"})
    void takesTheWordCheckForADryRun(String query, int status) {
        Documents.put(tenant, "/v1/apps/greeter?" + query, greeter("Hello")).statusCode(status);
    }

    @Test
    void saysWhatIsWrongWhere() {
        put(greeter("Hello").replace("      user:", "      usr:"))
                .statusCode(422)
                .body("code", equalTo("invalid-definition"))
                .body("errors[0].pointer", equalTo("/spec/steps/0/usr"))
                .body("errors[0].line", equalTo(19))
                .body("errors[0].column", equalTo(7));
    }

    @Test
    void warnsOfWhatTheCatalogueDoesNotHave() {
        put(greeter("Hello").replace("fallback: [small]", "fallback: [tiny]"))
                .statusCode(201)
                .body("warnings.code", contains("unknown-model"))
                .body("warnings.pointer", contains("/spec/models/main/fallback/0"))
                .body("warnings.line", contains(14));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "]", "a: [", "{\"kind\": ", "- 1", "null", "a: 1\na: 2", "\u0000", "x: &a [*a]"})
    void refusesWhatIsNoDocument(String text) {
        put(text).statusCode(422).body("code", equalTo("invalid-definition"));
    }

    @Test
    void refusesBytesThatAreNoText() {
        tenant.asKey()
                .body(new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe, '"', '}'})
                .put("/v1/apps/greeter")
                .then()
                .statusCode(422);
    }

    @Test
    void refusesABodyOverTheLimit() {
        put("# " + "x".repeat(300 * 1024) + "\n" + greeter("Hello")).statusCode(422);
        put("# " + "x".repeat(2 * 1024 * 1024)).statusCode(413);
    }

    @Test
    void refusesADocumentOfAnotherName() {
        Documents.put(tenant, "/v1/apps/other", greeter("Hello"))
                .statusCode(422)
                .body("errors[0].code", equalTo("name-mismatch"))
                .body("errors[0].line", equalTo(4));
    }

    @Test
    void refusesAChangeOfWhatHasChangedSinceItWasRead() {
        put(greeter("Hello"));
        put(greeter("Good day"));

        tenant.asKey()
                .header("If-Match", "\"1\"")
                .contentType("application/json")
                .body(tenant.asKey().get("/v1/apps/greeter").jsonPath().getMap("definition"))
                .put("/v1/apps/greeter")
                .then()
                .statusCode(412)
                .body("code", equalTo("stale"));
    }

    @Test
    void listsByPages() {
        put(greeter("Hello"));
        Documents.put(tenant, "/v1/apps/another", greeter("Hello").replace("name: greeter", "name: another"))
                .statusCode(201);

        var first = tenant.asKey().queryParam("limit", 1).get("/v1/apps").then();

        first.body("items.name", contains("another"));
        tenant.asKey()
                .queryParam("limit", 1)
                .queryParam("cursor", first.extract().<String>path("nextCursor"))
                .get("/v1/apps")
                .then()
                .body("items.name", contains("greeter"))
                .body("nextCursor", nullValue());
    }

    @Test
    void takesUpADeletedAppWhereItsNumbersEnded() {
        put(greeter("Hello"));
        tenant.asKey().delete("/v1/apps/greeter").then().statusCode(204);
        tenant.asKey().get("/v1/apps/greeter/versions/1").then().statusCode(404);

        put(greeter("Good day")).statusCode(201).body("version", equalTo(2));
    }

    @Test
    void bringsAnArchivedAppBackAsItWas() {
        put(greeter("Hello"));
        put(greeter("Good day"));
        tenant.asKey().delete("/v1/apps/greeter").then().statusCode(204);
        tenant.asKey().queryParam("archived", true).get("/v1/apps").then().body("items.name", contains("greeter"));

        tenant.asKey().post("/v1/apps/greeter/unarchive").then().statusCode(200).body("version", equalTo(2));

        read("/versions").body("items.version", contains(2, 1));
        tenant.asKey().post("/v1/apps/never-was/unarchive").then().statusCode(404);
    }

    @Test
    void labelsAppsAndVersions() {
        put(greeter("Hello"));
        put(greeter("Good day"));

        label("/labels", Map.of("team", "claims")).statusCode(200).body("labels.team", equalTo("claims"));
        label("/versions/1/labels", Map.of("approved-by", "王")).statusCode(200);

        read("/versions/1").body("versionLabels.'approved-by'", equalTo("王")).body("labels.team", equalTo("claims"));
        read("").body("versionLabels", equalTo(Map.of()));
        listed("label", "team:claims").body("items.name", contains("greeter"));
        listed("label", "team:other").body("items", equalTo(List.of()));
        listed("scenario", "finance.banking").body("items.name", contains("greeter"));
        listed("scenario", "finance.bank").body("items", equalTo(List.of()));
        label("/versions/9/labels", Map.of()).statusCode(404);
        label("/labels", Map.of("Team", "x")).statusCode(400).body("errors[0].pointer", equalTo("/Team"));
        tenant.asKey().queryParam("label", "team").get("/v1/apps").then().statusCode(400);
    }

    @Test
    void tellsWhatChangedBetweenVersions() {
        put(greeter("Hello"));
        put(greeter("Good day"));

        read("/diff")
                .body("from", equalTo(1))
                .body("to", equalTo(2))
                .body("same", equalTo(false))
                .body("steps[0].id", equalTo("greet"))
                .body("steps[0].change", equalTo("changed"))
                .body("steps[0].fields[0].pointer", equalTo("/messages/0/content"))
                .body("steps[0].fields[0].before", equalTo("Hello, {{ inputs.name }}"));
        read("/diff?from=2&to=2").body("same", equalTo(true));
        var text = tenant.asKey()
                .accept("text/plain")
                .get("/v1/apps/greeter/diff")
                .then()
                .statusCode(200);
        assertThat(text.extract().asString()).contains("+ Good day, {{ inputs.name }}");
        tenant.asKey()
                .get("/v1/apps/greeter/diff?from=7")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("from"));
    }

    private ValidatableResponse label(String part, Map<String, String> labels) {
        return tenant.asKey().body(labels).put("/v1/apps/greeter" + part).then();
    }

    private ValidatableResponse listed(String parameter, String value) {
        return tenant.asKey()
                .queryParam(parameter, value)
                .get("/v1/apps")
                .then()
                .statusCode(200);
    }

    @Test
    void answersARivalAsIfThereWereNothing() {
        put(greeter("Hello"));
        var rival = TestTenant.create();

        for (String part : List.of(
                "", "/versions", "/versions/1", "/definition", "/versions/1/definition", "/releases", "/diff")) {
            assertThat(notFound(rival, "/v1/apps/greeter" + part))
                    .isEqualTo(notFound(rival, "/v1/apps/never-was" + part));
        }
        rival.asKey().delete("/v1/apps/greeter").then().statusCode(404);
        rival.asKey().get("/v1/apps").then().body("items", equalTo(List.of()));
    }

    @Test
    void letsViewersLookAndNotPublish() {
        put(greeter("Hello"));
        var viewer = TestTenant.as(tenant.memberToken("viewer"));

        viewer.get("/v1/apps/greeter").then().statusCode(200);
        TestTenant.as(tenant.memberToken("viewer"))
                .body("{}")
                .put("/v1/apps/greeter")
                .then()
                .statusCode(403);
    }

    @Test
    void writesEveryChangeToTheAudit() {
        put(greeter("Hello"));
        put(greeter("Hello"));
        put(greeter("Good day"));

        tenant.asKey()
                .get("/v1/audit")
                .then()
                .body("items.findAll { it.action == 'app.published' }.details.version", containsInAnyOrder("1", "2"))
                .body("items.target", not(equalTo(List.of())));
    }

    private static Set<Integer> atOnce(int many, Call call) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> calls = new ArrayList<>();
            IntStream.range(0, many).forEach(each -> calls.add(() -> call.with(each)));
            var numbers = new HashSet<Integer>();
            for (Future<Integer> each : threads.invokeAll(calls)) numbers.add(each.get());
            return numbers;
        }
    }

    private ValidatableResponse put(String document) {
        return Documents.put(tenant, "/v1/apps/greeter", document);
    }

    private ValidatableResponse read(String part) {
        return tenant.asKey().get("/v1/apps/greeter" + part).then().statusCode(200);
    }

    private interface Call {
        int with(int number);
    }
}
