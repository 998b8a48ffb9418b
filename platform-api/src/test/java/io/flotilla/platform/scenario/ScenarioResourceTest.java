package io.flotilla.platform.scenario;

import static io.flotilla.platform.testing.Documents.greeter;
import static io.flotilla.platform.testing.Documents.notFound;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.flotilla.platform.testing.Documents;
import io.flotilla.platform.testing.PlatformTest;
import io.flotilla.platform.testing.TestTenant;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@PlatformTest
class ScenarioResourceTest {
    private static final String OWN = "/v1/scenarios/custom.claims.fast-track";

    private TestTenant tenant;

    @BeforeEach
    void aTenant() {
        tenant = TestTenant.create();
    }

    @Test
    void readsAScenarioWithItsNamesInBothLanguages() {
        get("/v1/scenarios/finance.banking.complaint-reply")
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("name.zh", equalTo("投诉答复函起草"))
                .body("name.en", equalTo("Complaint reply drafting"))
                .body("industry.code", equalTo("finance"))
                .body("industry.name.zh", equalTo("金融"))
                .body("domain.code", equalTo("finance.banking"))
                .body("domain.name.en", equalTo("Banking"))
                .body("chain", contains("report", "review"))
                .body("validFrom", equalTo("2026-11-01"))
                .body("retired", equalTo(false))
                .body("own", equalTo(false));
    }

    @Test
    void listsAllOfThemByPagesOnce() {
        var codes = new ArrayList<String>();
        String cursor = null;
        do {
            var request = tenant.asKey().queryParam("limit", 200);
            var page = (cursor == null ? request : request.queryParam("cursor", cursor))
                    .get("/v1/scenarios")
                    .jsonPath();
            codes.addAll(page.getList("items.code"));
            cursor = page.getString("nextCursor");
        } while (cursor != null);

        assertThat(codes).hasSizeGreaterThanOrEqualTo(421).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void showsTheNearestFirstAcrossPages() {
        var first = tenant.asKey()
                .queryParam("q", "投诉")
                .queryParam("limit", 2)
                .get("/v1/scenarios")
                .then()
                .statusCode(200);
        var second = tenant.asKey()
                .queryParam("q", "投诉")
                .queryParam("limit", 2)
                .queryParam("cursor", first.extract().<String>path("nextCursor"))
                .get("/v1/scenarios")
                .then()
                .statusCode(200);

        var codes = new ArrayList<String>(first.extract().<List<String>>path("items.code"));
        codes.addAll(second.extract().<List<String>>path("items.code"));
        assertThat(codes).hasSize(4).doesNotHaveDuplicates();
        assertThat(first.extract().<List<String>>path("items.name.zh")).allMatch(name -> name.contains("投诉"));
    }

    @Test
    void filtersByIndustryDomainAndChain() {
        tenant.asKey()
                .queryParam("domain", "energy.nuclear-power")
                .get("/v1/scenarios")
                .then()
                .body("items.industry.code", contains("energy", "energy", "energy", "energy"));
        tenant.asKey()
                .queryParam("industry", "finance")
                .queryParam("chain", "code")
                .get("/v1/scenarios")
                .then()
                .body("items.code", contains("finance.banking.code-assistant", "finance.banking.test-case-generation"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"chain=nonsense", "industry=%00", "retired=perhaps", "limit=0", "cursor=%20", "domain=a'b"})
    void refusesNonsense(String query) {
        var answer = tenant.asKey().urlEncodingEnabled(false).get("/v1/scenarios?" + query);

        assertThat(answer.statusCode()).isIn(400, 404);
    }

    @Test
    void countsIndustriesWithTheirDomains() {
        get("/v1/industries")
                .statusCode(200)
                .body("items.code", contains("finance", "manufacturing", "energy", "government", "transport"))
                .body("items[0].name.zh", equalTo("金融"))
                .body("items[0].scenarios", greaterThanOrEqualTo(84))
                .body("items[0].domains[0].code", equalTo("finance.banking"))
                .body("items[0].domains[0].areas.en", hasItem("Customer service"));
    }

    @Test
    void makesScenariosOfItsOwn() {
        put(Map.of(
                        "name", Map.of("zh", "快速理赔", "en", "Fast-track claim"),
                        "domain", Map.of("zh", "理赔", "en", "Claims"),
                        "chain", List.of("extract", "review"),
                        "sameAs", "finance.insurance.claim-triage"))
                .statusCode(201)
                .header("Location", not(nullValue()))
                .body("code", equalTo("custom.claims.fast-track"))
                .body("industry.code", equalTo("custom"))
                .body("domain.name.zh", equalTo("理赔"))
                .body("own", equalTo(true));
        tenant.asKey()
                .body(Map.of("name", Map.of("zh", "慢速理赔")))
                .put("/v1/scenarios/custom.claims.slow-track")
                .then()
                .statusCode(201)
                .body("name.en", equalTo("慢速理赔"))
                .body("domain.name.en", equalTo("Claims"));

        tenant.asKey()
                .queryParam("q", "快速")
                .get("/v1/scenarios")
                .then()
                .body("items.code", contains("custom.claims.fast-track"));
        get("/v1/industries").body("items[5].code", equalTo("custom")).body("items[5].scenarios", equalTo(2));
    }

    @Test
    void changesItsOwnUnlessItHasChangedSince() {
        var first = put(Map.of("name", Map.of("en", "Fast"))).extract().header("ETag");
        put(Map.of("name", Map.of("en", "Faster"))).statusCode(200).body("name.en", equalTo("Faster"));

        tenant.asKey()
                .header("If-Match", first)
                .body(Map.of("name", Map.of("en", "Fastest")))
                .put(OWN)
                .then()
                .statusCode(412)
                .body("code", equalTo("stale"));
    }

    @Test
    void keepsARetiredScenarioReadableAndOutOfTheList() {
        put(Map.of("name", Map.of("en", "Fast")));

        tenant.asKey().delete(OWN).then().statusCode(204);
        tenant.asKey().delete(OWN).then().statusCode(204);

        get(OWN).statusCode(200).body("retired", equalTo(true));
        assertThat(tenant.asKey()
                        .queryParam("industry", "custom")
                        .get("/v1/scenarios")
                        .jsonPath()
                        .getList("items"))
                .isEmpty();
        tenant.asKey()
                .queryParam("industry", "custom")
                .queryParam("retired", true)
                .get("/v1/scenarios")
                .then()
                .body("items.code", contains("custom.claims.fast-track"));
        put(Map.of("name", Map.of("en", "Fast"))).statusCode(200).body("retired", equalTo(false));
    }

    @Test
    void saysAllThatIsWrongWithAScenario() {
        put(Map.of(
                        "name", Map.of("zh", " ", "en", "two\nlines"),
                        "chain", List.of("extract", "guess"),
                        "sameAs", "finance.banking.nothing",
                        "validFrom", "2026-02-01",
                        "validTo", "2026-01-01"))
                .statusCode(400)
                .body("errors.pointer", contains("/name/zh", "/name/en", "/chain/1", "/sameAs", "/validTo"));
        put(Map.of()).statusCode(400).body("errors.pointer", contains("/name"));
        tenant.asKey()
                .body(Map.of("name", Map.of("en", "Mine")))
                .put("/v1/scenarios/finance.banking.mine")
                .then()
                .statusCode(400);
    }

    @Test
    void leavesThePlatformsScenariosAlone() {
        tenant.asKey()
                .delete("/v1/scenarios/finance.banking.complaint-reply")
                .then()
                .statusCode(403);
        tenant.asKey().delete("/v1/scenarios/finance.banking.nothing").then().statusCode(404);
    }

    @Test
    void answersARivalAsIfThereWereNothing() {
        put(Map.of("name", Map.of("en", "Fast")));
        var rival = TestTenant.create();

        assertThat(notFound(rival, OWN)).isEqualTo(notFound(rival, "/v1/scenarios/custom.claims.never-was"));
        assertThat(notFound(rival, "/v1/scenarios/%20")).isEqualTo(notFound(rival, OWN));
        rival.asKey().delete(OWN).then().statusCode(404);
        rival.asKey().get("/v1/industries").then().body("items.code", not(hasItem("custom")));
        assertThat(rival.asKey()
                        .queryParam("industry", "custom")
                        .get("/v1/scenarios")
                        .jsonPath()
                        .getList("items"))
                .isEmpty();
        Documents.models(rival);
        publish(rival, "custom.claims.fast-track").statusCode(422);
    }

    @Test
    void letsViewersLookAndNotWrite() {
        var viewer = tenant.memberToken("viewer");

        TestTenant.as(viewer).get("/v1/scenarios").then().statusCode(200);
        TestTenant.as(viewer)
                .body(Map.of("name", Map.of("en", "Fast")))
                .put(OWN)
                .then()
                .statusCode(403);
        TestTenant.as(viewer).delete(OWN).then().statusCode(403);
    }

    @Test
    void refusesAnAppWithAMisspeltScenarioAndSaysWhatWasMeant() {
        Documents.models(tenant);

        publish(tenant, "finance.banking.complaint-replay")
                .statusCode(422)
                .body("errors[0].code", equalTo("unknown-scenario"))
                .body("errors[0].pointer", equalTo("/spec/scenario"))
                .body("errors[0].line", equalTo(7))
                .body("errors[0].suggestion", equalTo("finance.banking.complaint-reply"));
        Documents.put(tenant, "/v1/apps/greeter?check", greeting("finance.banking.complaint-replay"))
                .statusCode(200)
                .body("valid", equalTo(false))
                .body("violations.code", contains("unknown-scenario"));
    }

    @Test
    void publishesAnAppUnderAScenarioOfItsOwnAndWarnsOnceItIsRetired() {
        Documents.models(tenant);
        put(Map.of("name", Map.of("en", "Fast"))).statusCode(201);

        publish(tenant, "custom.claims.fast-track").statusCode(201).body("warnings", equalTo(List.of()));
        tenant.asKey().delete(OWN);
        publish(tenant, "custom.claims.fast-track")
                .statusCode(200)
                .body("warnings.code", contains("scenario-not-current"));
    }

    private static ValidatableResponse publish(TestTenant tenant, String scenario) {
        return Documents.put(tenant, "/v1/apps/greeter", greeting(scenario));
    }

    private static String greeting(String scenario) {
        return greeter("Hello").replace("finance.banking.complaint-reply", scenario);
    }

    private ValidatableResponse put(Map<String, ?> body) {
        return tenant.asKey().body(body).put(OWN).then();
    }

    private ValidatableResponse get(String address) {
        return tenant.asKey().get(address).then();
    }
}
