package io.flotilla.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `kill -9` of every part: nothing acknowledged is lost, nothing finished is paid twice.
class KillTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String LONG = "[[slow 80 tokens 100ms]]";

    private final Flotilla flotilla = Flotilla.running();

    @BeforeEach
    void startCounting() throws Exception {
        flotilla.forgetServedCalls();
    }

    @Test
    void aKilledWorkersInvocationGoesOnElsewhereAndPaysNoFinishedCallTwice() throws Exception {
        var app = TwoPrompts.released(flotilla);
        var id = app.submit("[[say one]]", LONG);
        await().atMost(PATIENCE).until(() -> flotilla.servedCalls().size() == 2);
        await().atMost(PATIENCE).until(() -> app.steps(id).size() == 2);

        var worker = workerThatRuns();
        flotilla.stack().kill(worker);

        try {
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(app.invocation(id).path("state").asText())
                                    .isEqualTo("succeeded"));
        } finally {
            flotilla.stack().restart(worker);
        }
        assertThat(app.invocation(id).path("output").path("one").asText()).isEqualTo("one");
        var served = flotilla.servedCalls();
        // the first step once, the second once on the lost worker and once on the other
        assertThat(served).hasSize(3);
        assertThat(served.values()).containsOnly(1);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(app.usageEvents())
                        .extracting(event -> event.path("id").asText())
                        .containsExactlyInAnyOrderElementsOf(served.keySet()));
        assertThat(app.usageEvents())
                .filteredOn(event -> event.path("source").asText().equals("estimated"))
                .as("the interrupted call is in the ledger, its units unknown")
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"platform-1", "kafka", "postgres"})
    void nothingAcknowledgedIsLostWhenAPartIsKilledAndRestarted(String part) throws Exception {
        var app = TwoPrompts.released(flotilla);
        var accepted = new ArrayList<String>();
        for (int i = 0; i < 10; i++)
            accepted.add(app.submit("[[delay 300ms]] [[say one]]", "[[delay 300ms]] [[say two]]"));

        flotilla.stack().kill(part);
        accepted.addAll(submitUntilRefused(app));
        flotilla.stack().restart(part);

        for (String id : accepted) {
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .untilAsserted(
                            () -> assertThat(app.invocation(id).path("state").asText())
                                    .as(app.invocation(id).toString())
                                    .isEqualTo("succeeded"));
        }
        var served = flotilla.servedCalls();
        assertThat(served.values()).containsOnly(1);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(app.usageEvents())
                        .extracting(event -> event.path("id").asText())
                        .containsExactlyInAnyOrderElementsOf(served.keySet()));
        assertThat(served).hasSize(2 * accepted.size());
    }

    /// Submits while a part is away: what is acknowledged counts, a refusal is fine.
    private static List<String> submitUntilRefused(TwoPrompts app) throws InterruptedException {
        var accepted = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            try {
                var answer = app.run("[[say one]]", "[[say two]]", "Prefer", "respond-async");
                if (answer.status() == 202)
                    accepted.add(answer.body().path("id").asText());
                else return accepted;
            } catch (IOException e) {
                return accepted;
            }
        }
        return accepted;
    }

    private String workerThatRuns() throws IOException, InterruptedException {
        for (String part : flotilla.stack().parts()) {
            if (part.startsWith("worker-") && flotilla.runsOf(part) > 0) return part;
        }
        throw new IllegalStateException("no worker runs anything");
    }
}
