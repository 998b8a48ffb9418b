package io.flotilla.acceptance;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/// An app of one prompt to a model of its own, of which every call costs the same. What the scripted model does is said in
/// the input `say`.
final class PricedPrompt {
    /// What a call costs, in nano-units.
    static final long PRICE = 1_000_000;

    private static final String DEFINITION = """
            apiVersion: flotilla.io/v1
            kind: App
            metadata: {name: %s}
            spec:
              scenario: finance.banking.complaint-reply
              inputs: {type: object, required: [say], properties: {say: {type: string, maxLength: 200}}}
              models: {main: {use: %s}}
              steps:
                - {id: one, type: prompt, model: main, user: "{{ inputs.say }}", stream: true}
              output: {text: "{{ steps.one.text }}"}
            """;

    private PricedPrompt() {}

    /// Makes the model and the app, and releases it.
    ///
    /// @return the name of both
    static String released(Flotilla flotilla) throws IOException, InterruptedException {
        var name = Flotilla.fresh("priced");
        var api = flotilla.demo();
        var sandbox = api.get("/v1/models/sandbox-scripted").expect(200);
        var model = new JsonMapper()
                .createObjectNode()
                .put("provider", sandbox.path("provider").asText())
                .put("upstreamName", sandbox.path("upstreamName").asText());
        model.putObject("price")
                .put("currency", "CNY")
                .put("inputPerMillion", "0")
                .put("outputPerMillion", "0")
                .put("perRequest", "0.001");
        api.put("/v1/models/" + name, model.toString()).expect(201);
        api.putYaml("/v1/apps/" + name, DEFINITION.formatted(name, name)).expect(201);
        api.post("/v1/apps/%s/releases".formatted(name), "{\"version\": 1}").expect(201);
        return name;
    }
}
