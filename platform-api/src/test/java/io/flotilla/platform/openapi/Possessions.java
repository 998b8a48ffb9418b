package io.flotilla.platform.openapi;

import static io.flotilla.platform.testing.TestTenant.asOperator;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.lessThan;

import io.flotilla.platform.testing.Documents;
import io.flotilla.platform.testing.TestTenant;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// A tenant with one of everything that has an address. Whatever kind of thing the API comes to know needs an entry here.
final class Possessions {
    private static final String SCENARIO = "finance.banking.complaint-reply";

    private final TestTenant tenant = TestTenant.create();
    private final String marker = "p" + UUID.randomUUID().toString().substring(0, 8);
    private final Map<String, String> names = new TreeMap<>();

    Possessions() {
        people();
        catalogue();
        apps();
        platform();
    }

    TestTenant tenant() {
        return tenant;
    }

    /// A JSON request of who may make the call: the tenant's program, or an operator.
    RequestSpecification caller(Operation operation) {
        return operation.ofTenant() ? tenant.asKey() : asOperator();
    }

    /// What the thing in this collection is called, or its id.
    String own(String collection) {
        assertThat(names).as("an entry of Possessions for what is in " + collection).containsKey(collection);
        return names.get(collection);
    }

    /// What nothing of that kind is called.
    String unknown(String collection) {
        var own = own(collection);
        if (own.equals(tenant.name())) return "no-such-tenant";
        if (own.length() == 36) return UUID.nameUUIDFromBytes(own.getBytes()).toString();
        return own.replace(marker, "nothing" + marker.substring(1, 3));
    }

    /// Everything that tells of this tenant: its own words, and the ids that were given to what it has.
    List<String> traces() {
        var traces = new ArrayList<>(List.of(marker, tenant.id().toString(), tenant.name()));
        names.values().stream().filter(each -> each.length() == 36).forEach(traces::add);
        return traces;
    }

    /// The collections of which one thing is this tenant's.
    List<String> collections() {
        return List.copyOf(names.keySet());
    }

    /// What can be read of all this, by address, without what moves by itself.
    Map<String, Object> readings() {
        return Operation.all().stream()
                .filter(each -> each.method().equals("GET") && each.collection().isPresent() && !each.streams())
                .collect(toMap(Operation::path, each -> {
                    var query = each.query().contains("from") ? "?from=1&to=1" : "";
                    return still(caller(each).accept("*/*").get(each.address(this::own) + query));
                }));
    }

    private void people() {
        names.put("/v1/members", first("/v1/members"));
        names.put(
                "/v1/invitations",
                id(tenant.asOwner()
                        .body(Map.of("email", marker + "@example.org", "role", "viewer"))
                        .post("/v1/invitations")));
        names.put(
                "/v1/api-keys",
                id(tenant.asOwner()
                        .body(Map.of("name", marker, "scopes", List.of("usage:read")))
                        .post("/v1/api-keys")));
    }

    private void catalogue() {
        put("/v1/secrets", Map.of("value", marker));
        put("/v1/providers", Map.of("kind", "openai", "baseUrl", "https://models.example/v1", "apiKey", marker));
        put("/v1/models", Map.of("provider", own("/v1/providers"), "kind", "chat"));
        put("/v1/limits", Map.of("node", Map.of("level", "tenant"), "requestsPerMinute", 6000));
        put(
                "/v1/budgets",
                Map.of(
                        "node", Map.of("level", "tenant"),
                        "period", "month",
                        "limit", Map.of("nano", 1_000_000_000, "currency", "CNY"),
                        "mode", "warn"));
        names.put("/v1/scenarios", "custom.private.look-up-" + marker);
        written(tenant.asKey()
                .body(Map.of("name", Map.of("zh", marker, "en", marker), "chain", List.of("query", "answer")))
                .put("/v1/scenarios/" + own("/v1/scenarios")));
        names.put("/v1/connectors", "crm-" + marker);
        names.put("/v1/connectors/{connector}/versions", "1");
        var document = Documents.crmDatabase("segment")
                .replace("crm-database", own("/v1/connectors"))
                .replace("crm-password", own("/v1/secrets"));
        Documents.put(tenant, "/v1/connectors/" + own("/v1/connectors"), document).statusCode(201);
    }

    private void apps() {
        put("/v1/environments", Map.of("title", marker));
        names.put("/v1/apps", "greeter-" + marker);
        names.put("/v1/apps/{app}/versions", "1");
        var app = "/v1/apps/" + own("/v1/apps");
        var document = Documents.greeter("Hello")
                .replace("name: greeter", "name: " + own("/v1/apps"))
                .replace("{use: large, fallback: [small]}", "{use: %s}".formatted(own("/v1/models")))
                .replace(SCENARIO, own("/v1/scenarios"));
        Documents.put(tenant, app, document).statusCode(201);
        written(tenant.asKey().body(Map.of("team", marker)).put(app + "/labels"));
        written(tenant.asKey().body(Map.of("version", 1)).post(app + "/releases"));
        var run = tenant.asKey().header("Prefer", "respond-async").body(Map.of("inputs", Map.of("name", marker)));
        names.put("/v1/invocations", id(run.post(app + "/invocations")));
    }

    private void platform() {
        names.put("/v1/tenants", tenant.name());
        names.put("/v1/platform/providers", "house-" + marker);
        names.put("/v1/platform/models", "house-" + marker);
        names.put("/v1/platform/models/{model}/grants", tenant.name());
        written(asOperator()
                .body(Map.of("kind", "openai", "baseUrl", "https://house.example/v1"))
                .put("/v1/platform/providers/" + own("/v1/platform/providers")));
        var model = "/v1/platform/models/" + own("/v1/platform/models");
        written(asOperator().body(Map.of("provider", own("/v1/platform/providers"))).put(model));
        written(asOperator().put(model + "/grants/" + tenant.name()));
        names.put("/v1/erasures", erased());
    }

    private static String erased() {
        var gone = TestTenant.create();
        written(asOperator().post("/v1/tenants/%s/suspend".formatted(gone.name())));
        written(asOperator().delete("/v1/tenants/" + gone.name()));
        return gone.id().toString();
    }

    private void put(String collection, Object body) {
        names.put(collection, marker);
        written(tenant.asKey().body(body).put(collection + "/" + marker));
    }

    private String first(String collection) {
        return tenant.asOwner().get(collection).jsonPath().getString("items[0].id");
    }

    private static String id(Response created) {
        return written(created).jsonPath().getString("id");
    }

    private static Response written(Response answer) {
        answer.then().statusCode(lessThan(300));
        return answer;
    }

    private static Object still(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        if (!answer.contentType().startsWith("application/json")) return answer.asString();
        var body = new HashMap<String, Object>(answer.jsonPath().getMap(""));
        body.keySet().removeAll(List.of("timing", "lastUsedAt"));
        return body;
    }
}
