package io.flotilla.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Secrets and prompts with a mark in them go through everything that is there, also what fails; then everything that was
/// written down anywhere is searched for the marks.
class CanaryTest {
    private final Flotilla flotilla = Flotilla.running();
    private final Api api = flotilla.demo();
    private final String mark = Flotilla.fresh("canary").replace('-', 'x');
    private final String providerKey = "sk-" + mark + "-provider";
    private final String password = "hidden-password-" + mark;
    private final String token = "hidden-token-" + mark;
    private final String prompt = mark + "-prompt";
    private final String wrongKey = "flk_" + mark.substring(0, 8) + "_" + mark + "wrongkey";

    @Test
    void noSecretIsWrittenDownAnywhereAndNoPromptInALog() throws Exception {
        var apiKey = api.post("/v1/api-keys", "{\"name\": \"%s\", \"scopes\": [\"apps:read\"]}".formatted(mark))
                .expect(201)
                .path("key")
                .asText();
        catalogue();
        callsThatGoWellAndCallsThatFail();
        whatIsRefused(apiKey);

        try (var everything = WrittenDown.of(flotilla)) {
            assertThat(everything.topics()).isNotEmpty();
            assertThat(everything.logs()).isNotEmpty();
            assertThat(everything.tablesThatHold(mark)).as("the search finds what is there").isNotEmpty();
            for (String secret : List.of(providerKey, password, token, wrongKey, apiKey)) {
                assertThat(everything.tablesThatHold(secret)).as("tables with " + secret).isEmpty();
                assertThat(everything.topicsThatHold(secret)).as("topics with " + secret).isEmpty();
                assertThat(everything.logsThatHold(secret)).as("logs with " + secret).isEmpty();
            }
            assertThat(everything.topicsThatHold(prompt)).as("the prompt went through a topic").isNotEmpty();
            assertThat(everything.logsThatHold(prompt)).as("logs with the prompt").isEmpty();
        }
    }

    /// A provider and connectors, of which some can never work.
    private void catalogue() throws Exception {
        var closed = "http://127.0.0.1:%d/v1".formatted(closedPort());
        put("/v1/providers/" + mark, "{\"baseUrl\": \"%s\", \"apiKey\": \"%s\"}".formatted(closed, providerKey));
        put("/v1/models/" + mark, "{\"provider\": \"%s\"}".formatted(mark));
        put("/v1/secrets/%s-password".formatted(mark), "{\"value\": \"%s\"}".formatted(password));
        put("/v1/secrets/%s-token".formatted(mark), "{\"value\": \"%s\"}".formatted(token));
        api.putYaml("/v1/connectors/%s-sql".formatted(mark), """
                        apiVersion: flotilla.io/v1
                        kind: Connector
                        metadata: {name: %1$s-sql}
                        spec:
                          type: sql
                          url: %2$s
                          user: nobody
                          password: {secret: %1$s-password}
                          statements: {one: {sql: select 1 as one}}
                        """.formatted(mark, flotilla.env("FLOTILLA_DEMO_DATABASE_URL")))
                .expect(201);
        api.putYaml("/v1/connectors/%s-http".formatted(mark), """
                        apiVersion: flotilla.io/v1
                        kind: Connector
                        metadata: {name: %1$s-http}
                        spec:
                          type: http
                          baseUrl: %2$s
                          headers: {Authorization: {secret: %1$s-token}}
                          operations: {calls: {method: GET, path: /sandbox/no-such-page}}
                        """.formatted(mark, flotilla.env("FLOTILLA_MODEL_URL").replaceFirst("/v1/?$", "")))
                .expect(201);
    }

    private void callsThatGoWellAndCallsThatFail() throws Exception {
        var app = TwoPrompts.released(flotilla);
        app.run("[[say ok]] " + prompt, prompt).expect(200);
        app.run("[[status 500]] " + prompt, prompt).expect(200);
        app.run("[[garbage]] " + prompt, prompt).expect(200);
        for (String connector : List.of(mark + "-sql", mark + "-http")) {
            boolean sql = connector.endsWith("-sql");
            var name = Flotilla.fresh("canary");
            var version = api.putYaml("/v1/apps/" + name, """
                            apiVersion: flotilla.io/v1
                            kind: App
                            metadata: {name: %s}
                            spec:
                              scenario: finance.banking.complaint-reply
                              models: {main: {use: %s}}
                              connectors: {data: %s}
                              steps:
                                - {id: look, type: tool, connector: data, operation: %s, onError: {value: none}}
                                - {id: ask, type: prompt, model: main, after: [look], user: "%s"}
                            """.formatted(name, mark, connector, sql ? "one" : "calls", prompt))
                    .expect(201)
                    .path("version");
            api.post("/v1/apps/%s/releases".formatted(name), "{\"version\": %s}".formatted(version)).expect(201);
            var ended = api.post("/v1/apps/%s/invocations".formatted(name), "{\"inputs\": {}}").expect(200);
            assertThat(ended.path("state").asText()).isEqualTo("failed");
            test("/v1/connectors/%s/test".formatted(connector), sql ? "unauthorized" : "ok");
        }
        test("/v1/providers/%s/test".formatted(mark), "refused");
        test("/v1/models/%s/test".formatted(mark), "refused");
    }

    /// Probes answer on a real worker with the reason.
    private void test(String path, String reason) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            var report = api.post(path, "{}").expect(200);
            assertThat(report.path("reason").asText()).as(report.toString()).isEqualTo(reason);
        });
    }

    /// Bodies that cannot be read, keys that are none: what is refused is not written down either.
    private void whatIsRefused(String apiKey) throws Exception {
        assertThat(api.put("/v1/secrets/broken", "{\"value\": \"%s".formatted(password)).status()).isEqualTo(400);
        assertThat(api.put("/v1/secrets/broken", "{\"wert\": \"%s\"}".formatted(token)).status()).isEqualTo(400);
        assertThat(api.put("/v1/providers/broken", "{\"baseUrl\": \"x\", \"apiKey\": \"%s\"}".formatted(providerKey)).status())
                .isEqualTo(400);
        assertThat(api.with(wrongKey).get("/v1/apps").status()).isEqualTo(401);
        assertThat(api.with(apiKey).get("/v1/secrets").status()).isEqualTo(403);
    }

    private void put(String path, String json) throws IOException, InterruptedException {
        api.put(path, json).expectSuccess();
    }

    private static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
