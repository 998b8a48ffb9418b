package io.flotilla.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/// An app of two prompts, the second after the first, and a query, registered by API calls alone. What the scripted model does
/// is said in the inputs.
record TwoPrompts(Api api, String name, String scenario) {
    private static final String CONNECTOR =
            """
            apiVersion: flotilla.io/v1
            kind: Connector
            metadata: {name: %s}
            spec:
              type: sql
              url: %s
              user: %s
              password: {secret: %s}
              statements:
                limitOf:
                  sql: select :customer as customer, 5000 as amount
                  parameters: {customer: {type: string, maxLength: 40}}
                  rows: one
                forbidden:
                  sql: create table planted (id int)
                  rows: many
            """;

    private static final String DEFINITION =
            """
            apiVersion: flotilla.io/v1
            kind: App
            metadata: {name: %s}
            spec:
              scenario: %s
              inputs:
                type: object
                required: [first, second]
                properties:
                  first: {type: string, maxLength: 2000}
                  second: {type: string, maxLength: 2000}
                  customer: {type: string, maxLength: 40}
                  operation: {type: string}
              models: {main: {use: sandbox-scripted}}
              connectors: {limits: %s}
              steps:
                - id: limit
                  type: tool
                  connector: limits
                  operation: %s
                  arguments: %s
                  retry: {attempts: 8, backoff: 500ms}
                - id: one
                  type: prompt
                  model: main
                  user: "{{ inputs.first }}"
                - id: two
                  type: prompt
                  model: main
                  after: [one, limit]
                  user: "{{ inputs.second }}"
                  stream: true
              output:
                one: "{{ steps.one.text }}"
                two: "{{ steps.two.text }}"
                amount: "{{ steps.limit.amount }}"
              limits: {deadline: %s}
            """;

    /// Registers and releases the app in the tenant of the key, under a scenario nobody else uses.
    static TwoPrompts released(Flotilla flotilla) throws IOException, InterruptedException {
        return released(flotilla, "limitOf", "{customer: \"C-1\"}", "120s");
    }

    /// The same with another operation of the connector, or another deadline.
    static TwoPrompts released(Flotilla flotilla, String operation, String arguments, String deadline)
            throws IOException, InterruptedException {
        var api = flotilla.demo();
        var name = Flotilla.fresh("two-prompts");
        var scenario = "custom.acceptance." + name;
        require(api.put("/v1/scenarios/" + scenario, "{\"name\": {\"en\": \"Two prompts\"}}"), 201);
        var amount = operation.equals("limitOf") ? "{{ steps.limit.amount }}" : "none";
        api.put("/v1/secrets/" + name, "{\"value\": \"%s\"}".formatted(flotilla.env("FLOTILLA_DEMO_DATABASE_PASSWORD")));
        var connector = CONNECTOR.formatted(
                name, flotilla.env("FLOTILLA_DEMO_DATABASE_URL"), flotilla.env("FLOTILLA_DEMO_DATABASE_USER"), name);
        require(api.putYaml("/v1/connectors/" + name, connector), 201);
        var definition = DEFINITION
                .formatted(name, scenario, name, operation, arguments, deadline)
                .replace("{{ steps.limit.amount }}", amount);
        var version = require(api.putYaml("/v1/apps/" + name, definition), 201).path("version");
        require(api.post("/v1/apps/%s/releases".formatted(name), "{\"version\": %s}".formatted(version)), 201);
        return new TwoPrompts(api, name, scenario);
    }

    /// Starts an invocation without waiting for it.
    String submit(String first, String second) throws IOException, InterruptedException {
        return run(first, second, "Prefer", "respond-async").expect(202).path("id").asText();
    }

    /// Starts an invocation.
    Api.Answer run(String first, String second, String... headers) throws IOException, InterruptedException {
        var inputs = new JsonMapper().createObjectNode().put("first", first).put("second", second);
        var body = new JsonMapper().createObjectNode().set("inputs", inputs).toString();
        return api.post("/v1/apps/%s/invocations".formatted(name), body, headers);
    }

    JsonNode invocation(String id) throws IOException, InterruptedException {
        return api.get("/v1/invocations/" + id).expect(200);
    }

    JsonNode steps(String id) throws IOException, InterruptedException {
        return api.get("/v1/invocations/%s/steps".formatted(id)).expect(200).path("items");
    }

    /// What the ledger says of the scenario, as one row; JSON missing when it says nothing.
    JsonNode usage() throws IOException, InterruptedException {
        return api.get("/v1/usage?groupBy=scenario,model&scenario=" + scenario)
                .expect(200)
                .path("rows")
                .path(0);
    }

    /// The model calls in the ledger.
    JsonNode usageEvents() throws IOException, InterruptedException {
        return api.get("/v1/usage/events?kind=model&limit=200&scenario=" + scenario)
                .expect(200)
                .path("items");
    }

    private static JsonNode require(Api.Answer answer, int status) {
        return answer.expect(status);
    }
}
