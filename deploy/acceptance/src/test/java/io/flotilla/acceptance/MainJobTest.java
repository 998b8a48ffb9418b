package io.flotilla.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The main job: register, release, run, read what it cost.
class MainJobTest {
    private final Flotilla flotilla = Flotilla.running();

    @BeforeEach
    void startCounting() throws Exception {
        flotilla.forgetServedCalls();
    }

    @Test
    void runsInAllThreeModesAndUsageEqualsTheCallsMade() throws Exception {
        var app = TwoPrompts.released(flotilla);

        var waited = app.run("[[say eins]]", "[[say zwei]]").expect(200);
        var later = app.submit("[[say un]]", "[[say deux]]");
        var streamed = app.run("[[say 一]]", "[[say 二]]", "Accept", "text/event-stream");

        assertThat(waited.path("state").asText()).isEqualTo("succeeded");
        assertThat(waited.path("output").path("one").asText()).isEqualTo("eins");
        assertThat(waited.path("output").path("two").asText()).isEqualTo("zwei");
        assertThat(waited.path("output").path("amount").asInt()).isEqualTo(5000);
        assertThat(waited.path("timing").path("overheadMillis").asDouble()).isPositive();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(
                                app.invocation(later).path("output").path("two").asText())
                        .isEqualTo("deux"));
        assertStream(streamed.body().asText());
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(app.usage().path("calls").asInt()).isEqualTo(6));
        assertThat(app.usage().path("cost").path("nano").asLong()).isPositive();
        assertLedgerEqualsWhatTheModelServed(app);
    }

    @Test
    void reportsStepsInTheirOrder() throws Exception {
        var app = TwoPrompts.released(flotilla);

        var invocation = app.run("[[say one]]", "[[say two]]").expect(200);

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(app.steps(invocation.path("id").asText()))
                        .extracting(step -> step.path("step").asText())
                        .containsExactlyInAnyOrder("limit", "one", "two"));
    }

    @Test
    void showsTheRivalNothing() throws Exception {
        var app = TwoPrompts.released(flotilla);
        var id = app.run("[[say one]]", "[[say two]]").expect(200).path("id").asText();
        var rival = flotilla.rival();

        for (String path : List.of(
                "/v1/invocations/%s",
                "/v1/invocations/%s/steps", "/v1/apps/%s", "/v1/apps/%s/versions", "/v1/connectors/%s")) {
            boolean byName = !path.contains("invocations");
            var foreign = rival.get(path.formatted(byName ? app.name() : id));
            var unknown = rival.get(path.formatted(byName ? Flotilla.fresh("nothing") : UUID.randomUUID()));
            assertThat(foreign.status()).as(path).isEqualTo(404);
            assertThat(withoutTrace(foreign.body())).as(path).isEqualTo(withoutTrace(unknown.body()));
        }
        var foreignRun = rival.post("/v1/apps/%s/invocations".formatted(app.name()), "{\"inputs\": {}}");
        assertThat(foreignRun.status()).isEqualTo(404);
        assertThat(rival.post("/v1/invocations/%s/cancel".formatted(id), "{}").status())
                .isEqualTo(404);
        assertThat(rival.get("/v1/usage?groupBy=scenario&scenario=" + app.scenario())
                        .expect(200)
                        .path("rows"))
                .isEmpty();
    }

    @Test
    void runsTheDemoAppOnTheBuiltInReader() throws Exception {
        var body = "{\"inputs\": %s}".formatted(flotilla.env("FLOTILLA_DEMO_INPUTS"));

        var invocation = flotilla.demo()
                .post("/v1/apps/%s/invocations".formatted(flotilla.env("FLOTILLA_DEMO_APP")), body)
                .expect(200);

        assertThat(invocation.path("state").asText()).as(invocation.toString()).isEqualTo("succeeded");
        assertThat(invocation.path("scenario").asText()).isEqualTo("finance.banking.complaint-reply");
        assertThat(invocation.path("output").toString()).isNotBlank();
    }

    private void assertLedgerEqualsWhatTheModelServed(TwoPrompts app) throws Exception {
        var served = flotilla.servedCalls();
        assertThat(served.values()).containsOnly(1);
        assertThat(app.usageEvents())
                .extracting(event -> event.path("id").asText())
                .containsExactlyInAnyOrderElementsOf(served.keySet());
    }

    private static void assertStream(String stream) {
        var names = stream.lines()
                .filter(line -> line.startsWith("event:"))
                .map(line -> line.substring(6).strip())
                .toList();
        assertThat(names).startsWith("invocation.queued", "invocation.started");
        assertThat(names).contains("step.delta", "step.finished");
        assertThat(names).endsWith("invocation.finished");
        assertThat(names).filteredOn("invocation.finished"::equals).hasSize(1);
        var ids = stream.lines()
                .filter(line -> line.startsWith("id:"))
                .map(line -> Long.parseLong(line.substring(3).strip()))
                .toList();
        for (int i = 0; i < ids.size(); i++) assertThat(ids.get(i)).isEqualTo(i + 1L);
        assertThat(stream).contains("\"state\":\"succeeded\"");
    }

    private static JsonNode withoutTrace(JsonNode problem) {
        if (problem instanceof com.fasterxml.jackson.databind.node.ObjectNode object) object.remove("traceId");
        return problem;
    }
}
