package io.flotilla.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// Clients who leave in the middle of a stream are metered to the token all the same.
class DisconnectTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int CLIENTS = 100;

    private final Flotilla flotilla = Flotilla.running();

    @Test
    void oneHundredWhoLeaveInTheMiddleAreOneHundredRowsThatSayWhatTheModelCounted() throws Exception {
        var app = PricedPrompt.released(flotilla);
        flotilla.forgetServedCalls();
        try (var http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Boolean> client = () -> leavesAfterTheFirstWord(http, app);

            for (var end : threads.invokeAll(Collections.nCopies(CLIENTS, client)))
                assertThat(end.get()).isTrue();
        }

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(rows(app)).hasSize(CLIENTS));
        var counted = flotilla.servedUsage();
        assertThat(flotilla.servedCalls())
                .hasSize(CLIENTS)
                .allSatisfy((id, times) -> assertThat(times).isEqualTo(1));
        assertThat(rows(app)).allSatisfy(row -> {
            assertThat(row.path("source").asText()).isIn("provider", "drained", "estimated");
            var model = counted.path(row.path("id").asText());
            assertThat(row.path("inputTokens").asLong(-1))
                    .isEqualTo(model.path("promptTokens").asLong());
            assertThat(row.path("outputTokens").asLong(-1))
                    .isEqualTo(model.path("completionTokens").asLong());
            assertThat(row.path("cost").path("nano").asLong()).isEqualTo(PricedPrompt.PRICE);
        });
    }

    /// @return whether there was a word before it left
    private boolean leavesAfterTheFirstWord(HttpClient http, String app) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(
                        URI.create(flotilla.env("FLOTILLA_URL") + "/v1/apps/%s/invocations".formatted(app)))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + flotilla.env("FLOTILLA_API_KEY"))
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .POST(BodyPublishers.ofString("{\"inputs\": {\"say\": \"[[slow 30 tokens 60ms]]\"}}"))
                .build();
        var answer = http.send(request, BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event:") && line.endsWith("step.delta")) return true;
            }
            return false;
        }
    }

    private JsonNode rows(String app) throws IOException, InterruptedException {
        return flotilla.demo()
                .get("/v1/usage/events?kind=model&limit=200&app=" + app)
                .expect(200)
                .path("items");
    }
}
