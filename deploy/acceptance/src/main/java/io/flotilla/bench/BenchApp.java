package io.flotilla.bench;

import io.flotilla.acceptance.Api;
import java.io.IOException;

/// The smallest app there is: one prompt to the scripted sandbox model.
final class BenchApp {
    private static final String DEFINITION = """
            apiVersion: flotilla.io/v1
            kind: App
            metadata: {name: %s}
            spec:
              scenario: finance.banking.customer-service-answering
              inputs:
                type: object
                required: [text]
                properties: {text: {type: string}}
              models: {main: {use: sandbox-scripted}}
              steps:
                - {id: answer, type: prompt, model: main, user: "{{ inputs.text }}"}
              output: "{{ steps.answer.text }}"
            """;

    private BenchApp() {}

    /// Publishes the app under a name and makes it live in the tenant of the key.
    static void release(Api api, String name) throws IOException, InterruptedException {
        api.put("/v1/models/sandbox-scripted", """
                        {"provider": "sandbox", "upstreamName": "sandbox-scripted", "kind": "chat",
                         "price": {"currency": "CNY", "inputPerMillion": "0.5", "outputPerMillion": "2"}}
                        """);
        var version = api.putYaml("/v1/apps/" + name, DEFINITION.formatted(name))
                .body()
                .path("version");
        api.post("/v1/apps/%s/releases".formatted(name), "{\"version\": %s}".formatted(version))
                .expectSuccess();
    }
}
