package io.flotilla.platform.testing;

import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Map;

/// A small app, published and live: it greets a name with one prompt.
public final class TestApp {
    public static final String SCENARIO = "finance.banking.complaint-reply";

    private TestApp() {}

    /// Makes `greeter` live in production.
    ///
    /// @param deadline the app's deadline, such as `30s`
    public static void release(TestTenant tenant, String deadline) {
        put(tenant, "/v1/providers/sandbox", Map.of("kind", "openai", "baseUrl", "http://127.0.0.1:9/v1"));
        put(
                tenant,
                "/v1/models/large-chat",
                Map.of("provider", "sandbox", "upstreamName", "large-chat", "kind", "chat"));
        put(tenant, "/v1/apps/greeter", document(deadline));
        tenant.asKey()
                .body(Map.of("version", 1))
                .post("/v1/apps/greeter/releases")
                .then()
                .statusCode(201);
    }

    /// Makes `greeter` live with a model whose every request costs the same, in CNY such as `0.001`, and nothing else.
    public static void releasePriced(TestTenant tenant, String perRequest) {
        release(tenant);
        var price = Map.of("currency", "CNY", "inputPerMillion", "0", "outputPerMillion", "0", "perRequest", perRequest);
        put(tenant, "/v1/models/large-chat", Map.of("provider", "sandbox", "price", price));
    }

    public static void release(TestTenant tenant) {
        release(tenant, "30s");
    }

    private static Map<String, Object> document(String deadline) {
        var inputs = Map.of(
                "type", "object",
                "required", List.of("name"),
                "properties", Map.of("name", Map.of("type", "string", "maxLength", 20)));
        var step = Map.of("id", "draft", "type", "prompt", "model", "main", "user", "Greet {{ inputs.name }}");
        return Map.of(
                "apiVersion", "flotilla.io/v1",
                "kind", "App",
                "metadata", Map.of("name", "greeter"),
                "spec",
                        Map.of(
                                "scenario", SCENARIO,
                                "inputs", inputs,
                                "models", Map.of("main", Map.of("use", "large-chat")),
                                "steps", List.of(step),
                                "output", Map.of("text", "{{ steps.draft.text }}"),
                                "limits", Map.of("deadline", deadline)));
    }

    private static void put(TestTenant tenant, String address, Map<String, ?> body) {
        tenant.asKey().body(body).put(address).then().statusCode(anyOf(is(200), is(201)));
    }
}
