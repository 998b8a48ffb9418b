package io.flotilla.platform.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.flotilla.platform.testing.PlatformTest;
import io.flotilla.platform.testing.TestTenant;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@PlatformTest
class CatalogueTest {
    private static final Map<String, String> PRICE =
            Map.of("currency", "CNY", "inputPerMillion", "0.8", "outputPerMillion", "2.000000001");

    private TestTenant tenant;

    @BeforeEach
    void aTenant() {
        tenant = TestTenant.create();
    }

    @Test
    void neverShowsAProvidersKeyAgain() {
        var written = putProvider(Map.of("baseUrl", "https://models.example/v1/", "apiKey", "sk-very-secret"));

        written.statusCode(201).body("hasApiKey", equalTo(true)).body("baseUrl", equalTo("https://models.example/v1"));
        var answers = List.of(
                written.extract().asString(),
                tenant.asKey().get("/v1/providers/cloud").asString(),
                tenant.asKey().get("/v1/providers").asString(),
                tenant.asKey().get("/v1/secrets").asString(),
                tenant.asKey().get("/v1/audit").asString());
        assertThat(answers).noneMatch(answer -> answer.contains("very-secret"));
    }

    @Test
    void keepsTheKeyOfAProviderThatIsPutWithoutOne() {
        putProvider(Map.of("baseUrl", "https://models.example/v1", "apiKey", "sk-1"));

        putProvider(Map.of("baseUrl", "https://models.example/v2"))
                .statusCode(200)
                .body("hasApiKey", equalTo(true));
        putProvider(Map.of("baseUrl", "https://models.example/v2", "apiKey", ""))
                .statusCode(200)
                .body("hasApiKey", equalTo(false));
    }

    @Test
    void sendsNoKeyToAServerItWasNotGivenFor() {
        putProvider(Map.of("baseUrl", "https://models.example/v1", "apiKey", "sk-1"));

        putProvider(Map.of("baseUrl", "https://elsewhere.example/v1"))
                .statusCode(400)
                .body("errors.pointer", contains("/apiKey"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://models.example",
                "models.example/v1",
                "https://user:secret@models.example/v1",
                "https:///v1",
                "https://models.example/v1?key=1",
                "https://models.example/v1#top",
                "file:///etc/passwd",
                "http://models example/",
                ""
            })
    void refusesABaseUrlThatIsNoPlainHttpAddress(String url) {
        putProvider(Map.of("baseUrl", url))
                .statusCode(400)
                .body("code", equalTo("invalid-input"))
                .body("errors.pointer", contains("/baseUrl"));
    }

    @Test
    void refusesASecondProviderOfTheSameName() {
        var request = Map.of("name", "cloud", "kind", "openai", "baseUrl", "https://models.example/v1");
        tenant.asKey().body(request).post("/v1/providers").then().statusCode(201);

        tenant.asKey()
                .body(request)
                .post("/v1/providers")
                .then()
                .statusCode(409)
                .body("code", equalTo("conflict"));
    }

    @Test
    void refusesAChangeOfWhatHasChangedSinceItWasRead() {
        var etag = putProvider(Map.of("baseUrl", "https://models.example/v1"))
                .extract()
                .header("ETag");
        putProvider(Map.of("baseUrl", "https://models.example/v2"));

        tenant.asKey()
                .header("If-Match", etag)
                .body(Map.of("baseUrl", "https://models.example/v3"))
                .put("/v1/providers/cloud")
                .then()
                .statusCode(412)
                .body("code", equalTo("stale"));
    }

    @Test
    void keepsPricesExactlyAndEveryVersionOfThem() {
        aModel();
        putModel(Map.of("provider", "cloud", "price", PRICE)).statusCode(200);
        putModel(Map.of(
                        "provider",
                        "cloud",
                        "price",
                        Map.of(
                                "currency", "CNY",
                                "inputPerMillion", "0.000000001",
                                "cachedInputPerMillion", "0",
                                "outputPerMillion", "999999999.999999999",
                                "perRequest", "1.5")))
                .statusCode(200)
                .body("price.version", equalTo(2))
                .body("price.inputPerMillion", equalTo("0.000000001"))
                .body("price.cachedInputPerMillion", equalTo("0"))
                .body("price.outputPerMillion", equalTo("999999999.999999999"))
                .body("price.perRequest", equalTo("1.5"));

        tenant.asKey()
                .get("/v1/models/large/prices")
                .then()
                .statusCode(200)
                .body("items.version", contains(2, 1))
                .body("items[1].inputPerMillion", equalTo("0.8"))
                .body("items[1].cachedInputPerMillion", equalTo("0.8"))
                .body("items[1].outputPerMillion", equalTo("2.000000001"))
                .body("items[1].perRequest", equalTo("0"));
    }

    @Test
    void makesNoNewVersionOfTheSamePrice() {
        aModel();
        putModel(Map.of("provider", "cloud", "price", PRICE));

        putModel(Map.of("provider", "cloud", "price", PRICE)).body("price.version", equalTo(1));
        putModel(Map.of("provider", "cloud")).body("price.version", equalTo(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "NaN", "0.0000000001", "1e2", "free", "", "1000000000"})
    void refusesAPriceThatIsNotExact(String amount) {
        aModel();

        putModel(Map.of(
                        "provider",
                        "cloud",
                        "price",
                        Map.of("currency", "yuan", "inputPerMillion", amount, "outputPerMillion", "1")))
                .statusCode(400)
                .body("errors.pointer", hasItems("/price/currency", "/price/inputPerMillion"));
    }

    @Test
    void saysThatAModelWithoutAPriceHasNone() {
        aModel();

        tenant.asKey().get("/v1/models/large").then().body("price", nullValue()).body("id", notNullValue());
    }

    @Test
    void refusesAModelOfAProviderThatIsNotThere() {
        putModel(Map.of("provider", "nobody"))
                .statusCode(400)
                .body("errors[0].code", equalTo("unknown-provider"))
                .body("errors[0].pointer", equalTo("/provider"));
    }

    @Test
    void keepsAProviderAsLongAsItServesAModel() {
        aModel();

        tenant.asKey().delete("/v1/providers/cloud").then().statusCode(409);
        tenant.asKey().delete("/v1/models/large").then().statusCode(204);
        tenant.asKey().delete("/v1/providers/cloud").then().statusCode(204);
        tenant.asKey().get("/v1/providers/cloud").then().statusCode(404);
    }

    @Test
    void takesUpADeletedModelWithItsPrices() {
        aModel();
        putModel(Map.of("provider", "cloud", "price", PRICE));
        tenant.asKey().delete("/v1/models/large").then().statusCode(204);
        tenant.asKey().get("/v1/models").then().body("items", equalTo(List.of()));

        putModel(Map.of("provider", "cloud")).statusCode(201).body("price.version", equalTo(1));
    }

    @Test
    void listsByPages() {
        aModel();
        putModel("small", Map.of("provider", "cloud")).statusCode(201);

        var first = tenant.asKey().queryParam("limit", 1).get("/v1/models").then();

        first.body("items.name", contains("large"));
        tenant.asKey()
                .queryParam("limit", 1)
                .queryParam("cursor", first.extract().<String>path("nextCursor"))
                .get("/v1/models")
                .then()
                .body("items.name", contains("small"))
                .body("nextCursor", nullValue());
    }

    @Test
    void answersARivalAsIfThereWereNothing() {
        aModel();
        var rival = TestTenant.create();

        for (String address : List.of("/v1/models/", "/v1/providers/")) {
            var present = address.contains("models") ? "large" : "cloud";
            assertThat(body(rival, address + present)).isEqualTo(body(rival, address + "never-was"));
            rival.asKey().delete(address + present).then().statusCode(404);
        }
        rival.asKey().get("/v1/models").then().body("items", equalTo(List.of()));
    }

    @Test
    void answersNamesThatCannotBeWith404() {
        tenant.asKey().urlEncodingEnabled(false).get("/v1/models/a%00b").then().statusCode(404);
    }

    @Test
    void refusesBodiesThatAreNoRequest() {
        tenant.asKey().put("/v1/models/large").then().statusCode(400);
        tenant.asKey().body("{\"provider\": ").put("/v1/models/large").then().statusCode(400);
        tenant.asKey().body("[]").put("/v1/models/large").then().statusCode(400);
        tenant.asKey()
                .body(Map.of("provider", "cloud", "color", "red"))
                .put("/v1/models/large")
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("unknown-property"));
    }

    @Test
    void letsOnlyWritersWrite() {
        aModel();

        tenant.asKeyWith("models:read").get("/v1/models").then().statusCode(200);
        tenant.asKeyWith("models:read")
                .body(Map.of("provider", "cloud"))
                .put("/v1/models/large")
                .then()
                .statusCode(403);
    }

    @Test
    void keepsAllThatIsKnownOfAModel() {
        aModel();
        putModel("next", Map.of("provider", "cloud")).statusCode(201);

        putModel(Map.of(
                        "provider", "cloud",
                        "kind", "speech",
                        "contextLength", 8192,
                        "limits", Map.of("requestsPerMinute", 60, "tokensPerMinute", 5_000_000_000L, "concurrency", 4),
                        "regions", List.of("cn-north-1"),
                        "labels", Map.of("tier", "gold"),
                        "lifeCycle", Map.of("stage", "dated", "retiresAt", "2030-01-01T00:00:00Z", "successor", "next"),
                        "price",
                                Map.of(
                                        "currency", "CNY",
                                        "inputPerMillion", "1",
                                        "outputPerMillion", "2",
                                        "reasoningPerMillion", "3",
                                        "perImage", "0.04",
                                        "perAudioMinute", "0.006")))
                .statusCode(200);

        tenant.asKey()
                .get("/v1/models/large")
                .then()
                .body("kind", equalTo("speech"))
                .body("origin", equalTo("tenant"))
                .body("limits.tokensPerMinute", equalTo(5_000_000_000L))
                .body("regions", contains("cn-north-1"))
                .body("lifeCycle.retiresAt", equalTo("2030-01-01T00:00:00Z"))
                .body("lifeCycle.successor", equalTo("next"))
                .body("price.reasoningPerMillion", equalTo("3"))
                .body("price.perImage", equalTo("0.04"))
                .body("price.perAudioMinute", equalTo("0.006"));
    }

    @Test
    void saysAtOnceWhatIsWrongWithAModel() {
        aModel();

        putModel(Map.of(
                        "provider", "cloud",
                        "kind", "oracle",
                        "limits", Map.of("concurrency", 0),
                        "regions", List.of("Mars!"),
                        "lifeCycle", Map.of("stage", "final", "successor", "large")))
                .statusCode(400)
                .body(
                        "errors.pointer",
                        hasItems(
                                "/kind",
                                "/limits/concurrency",
                                "/regions",
                                "/lifeCycle/stage",
                                "/lifeCycle/successor"));
        putModel(Map.of("provider", "cloud", "lifeCycle", Map.of("successor", "nobody")))
                .statusCode(400)
                .body("errors[0].code", equalTo("unknown-model"));
    }

    @Test
    void bringsAPriceIntoForceOnItsDay() {
        aModel();
        putModel(Map.of("provider", "cloud", "price", PRICE)).statusCode(200);
        var later = new HashMap<String, Object>(PRICE);
        later.put("inputPerMillion", "9");
        later.put("validFrom", "2031-01-01T00:00:00Z");

        putModel(Map.of("provider", "cloud", "price", later))
                .statusCode(200)
                .body("price.version", equalTo(1))
                .body("price.inputPerMillion", equalTo("0.8"));

        tenant.asKey()
                .get("/v1/models/large/prices")
                .then()
                .body("items.version", contains(2, 1))
                .body("items[0].validFrom", equalTo("2031-01-01T00:00:00Z"));
        later.put("validFrom", "2020-01-01T00:00:00Z");
        putModel(Map.of("provider", "cloud", "price", later))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/price/validFrom"));
    }

    @Test
    void knowsThreeKindsOfProviders() {
        putProvider(Map.of("kind", "anthropic", "baseUrl", "https://api.anthropic.example/v1"))
                .statusCode(201)
                .body("kind", equalTo("anthropic"));
        tenant.asKey()
                .body(Map.of("kind", "local"))
                .put("/v1/providers/here")
                .then()
                .statusCode(201);
        putProvider(Map.of("kind", "local", "baseUrl", "https://models.example", "apiKey", "x"))
                .statusCode(400)
                .body("errors.pointer", contains("/baseUrl", "/apiKey"));
        putProvider(Map.of("kind", "oracle", "baseUrl", "https://models.example"))
                .statusCode(400)
                .body("errors.pointer", contains("/kind"));
    }

    private static Map<String, Object> body(TestTenant tenant, String address) {
        var body = tenant.asKey()
                .get(address)
                .then()
                .statusCode(404)
                .extract()
                .jsonPath()
                .<String, Object>getMap("");
        body.remove("traceId");
        return body;
    }

    private void aModel() {
        putProvider(Map.of("kind", "openai", "baseUrl", "https://models.example/v1"))
                .statusCode(201);
        putModel(Map.of("provider", "cloud", "upstreamName", "large-2026")).statusCode(201);
    }

    private ValidatableResponse putProvider(Map<String, ?> request) {
        return tenant.asKey().body(request).put("/v1/providers/cloud").then();
    }

    private ValidatableResponse putModel(Map<String, ?> request) {
        return putModel("large", request);
    }

    private ValidatableResponse putModel(String name, Map<String, ?> request) {
        return tenant.asKey().body(request).put("/v1/models/" + name).then();
    }
}
