package io.flotilla.toolchain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private ScriptedPlatform platform;

    @BeforeEach
    void start() throws IOException {
        platform = new ScriptedPlatform();
        Files.writeString(folder.resolve("profiles.properties"), "test.url=" + platform.url() + "\ntest.key=flk_k\n");
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void releasesAVersion() {
        platform.on("POST /v1/apps/claims/releases", 201, "{\"version\": 3}");

        assertThat(run("release", "claims", "3", "--environment", "staging")).isZero();

        assertThat(out).hasToString("claims version 3 is live in staging." + System.lineSeparator());
        var request = platform.requests().getFirst();
        assertThat(request.authorization()).isEqualTo("Bearer flk_k");
        assertThat(request.body()).isEqualTo("{\"version\":3,\"environment\":\"staging\"}");
    }

    @Test
    void streamsAnInvocationAndPrintsWhatItCost() {
        platform.on("POST /v1/apps/claims/invocations", new ScriptedPlatform.Answer(200, "text/event-stream", """
                        : ping

                        id: 1
                        event: invocation.queued
                        data: {"id": "i-1"}

                        event: step.delta
                        data: {"step": "draft", "text": "Dear "}

                        event: step.delta
                        data: {"step": "draft", "text": "customer"}

                        event: invocation.finished
                        data: {"id": "i-1", "state": "succeeded", "output": {"reply": "Dear customer"},
                        data:  "usage": {"modelCalls": 2, "cost": {"nano": 1260000, "currency": "CNY"}}}

                        """));

        assertThat(run("invoke", "claims", "-i", "text=hello", "-i", "amount=3"))
                .isZero();

        assertThat(out.toString()).contains("— draft —", "Dear customer", "\"reply\" : \"Dear customer\"");
        assertThat(err.toString()).contains("i-1 succeeded: 2 model calls", "0.00126 CNY");
        assertThat(platform.requests().getFirst().body()).contains("{\"text\":\"hello\",\"amount\":3}");
    }

    @Test
    void endsWithOneWhenTheRunFailed() {
        platform.on("POST /v1/apps/claims/invocations", new ScriptedPlatform.Answer(200, "text/event-stream", """
                        event: invocation.finished
                        data: {"id": "i-1", "state": "failed", "problem": {"code": "model-timeout", "detail": "slow"}}

                        """));

        assertThat(run("invoke", "claims")).isEqualTo(1);
        assertThat(err.toString()).contains("model-timeout: slow");
    }

    @Test
    void saysWhenAStreamEndsTooEarly() {
        platform.on(
                "POST /v1/apps/claims/invocations",
                new ScriptedPlatform.Answer(200, "text/event-stream", "event: invocation.queued\ndata: {}\n\n"));

        assertThat(run("invoke", "claims")).isEqualTo(4);
        assertThat(err.toString()).contains("ended before the invocation did");
    }

    @Test
    void printsUsageAsATable() {
        platform.on("GET /v1/usage?groupBy=scenario%2Cmodel", 200, """
                {"rows": [{"group": {"scenario": "finance.banking.complaint-reply", "model": "小模型"}, "calls": 2,
                  "errors": 0, "inputTokens": 300, "outputTokens": 40, "cost": {"nano": 340000, "currency": "CNY"}}]}
                """);

        assertThat(run("usage")).isZero();

        assertThat(out.toString().lines().toList())
                .anySatisfy(line ->
                        assertThat(line).contains("finance.banking.complaint-reply", "小模型", "300", "0.00034 CNY"));
    }

    @Test
    void printsAProblemWithItsPlacesAndEndsWithThree() {
        platform.on("POST /v1/apps/claims/releases", 422, """
                {"code": "invalid-definition", "detail": "Two things are wrong", "type": "https://flotilla.io/problems/invalid-definition",
                 "traceId": "t-1", "errors": [{"pointer": "/spec/models/main", "message": "no such model"}]}
                """);

        assertThat(run("release", "claims", "3")).isEqualTo(3);

        assertThat(err.toString())
                .contains("invalid-definition: Two things are wrong", "/spec/models/main: no such model", "trace: t-1");
    }

    @Test
    void printsTheAnswerAsJsonWhenAsked() throws Exception {
        platform.on("GET /v1/invocations?limit=20", 200, "{\"items\": [{\"id\": \"i-1\"}]}");

        assertThat(run("invocations", "--json")).isZero();

        assertThat(new JsonMapper().readTree(out.toString()).path("items")).hasSize(1);
    }

    @Test
    void endsWithFourWhenThePlatformIsAway() {
        platform.close();

        assertThat(run("usage")).isEqualTo(4);
        assertThat(err.toString()).contains("does not answer").doesNotContain("flk_k");
    }

    @Test
    void checksAnAppAndPointsAtTheMistake() throws IOException {
        var app = Files.writeString(folder.resolve("app.yaml"), """
                apiVersion: flotilla.io/v1
                kind: App
                metadata: {name: hello}
                spec:
                  scenario: finance.banking.hello
                  inputs: {type: object, properties: {name: {type: string}}}
                  steps:
                    - id: greet
                      type: transform
                      value: "Hello {{ inputs.nam }}"
                  output: "{{ steps.greet }}"
                """);

        assertThat(execute("check", app.toString())).isEqualTo(1);

        assertThat(err.toString())
                .contains("app.yaml:10:", "value: \"Hello {{ inputs.nam }}\"", "did you mean \"name\"?");
    }

    @Test
    void refusesInputsThatAreNotJsonWithTheirPlace() throws IOException {
        var inputs = Files.writeString(folder.resolve("inputs.json"), "{\"text\": }");

        assertThat(run("invoke", "claims", "-f", inputs.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("inputs.json:1:");
    }

    @Test
    void explainsItselfAndRefusesWhatItDoesNotKnow() {
        assertThat(execute("--help")).isZero();
        assertThat(out.toString()).contains("check", "push", "invoke", "Exit codes:", "up ");
        assertThat(execute("frobnicate")).isEqualTo(2);
        assertThat(execute("check", folder.resolve("nothing.yaml").toString())).isEqualTo(2);
    }

    /// Runs a command against the scripted platform.
    private int run(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--profiles", folder.resolve("profiles.properties").toString(), "--profile", "test"));
        return execute(all.toArray(String[]::new));
    }

    private int execute(String... arguments) {
        return Flotilla.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(arguments);
    }
}
