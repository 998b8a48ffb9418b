package io.flotilla.toolchain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommandLineTest {
    private static final String APP = """
            apiVersion: flotilla.io/v1
            kind: App
            metadata: {name: hello}
            spec:
              scenario: demo.hello
              steps:
                - id: greet
                  type: transform
                  value: "Hello"
            """;

    private ScriptedPlatform platform;
    private Terminal terminal;

    @BeforeEach
    void start() throws IOException {
        platform = new ScriptedPlatform();
        terminal = Terminal.to(platform);
    }

    @AfterEach
    void stop() {
        platform.close();
        terminal.close();
    }

    @Test
    void releasesAVersion() {
        platform.on("POST /v1/apps/claims/releases", 201, "{\"version\": 3}");

        assertThat(terminal.run("release", "claims", "3", "--environment", "staging"))
                .isZero();

        assertThat(terminal.out()).isEqualTo("claims version 3 is live in staging." + System.lineSeparator());
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

        assertThat(terminal.run("invoke", "claims", "-i", "text=hello", "-i", "amount=3"))
                .isZero();

        assertThat(terminal.out()).contains("— draft —", "Dear customer", "\"reply\" : \"Dear customer\"");
        assertThat(terminal.err()).contains("i-1 succeeded: 2 model calls", "0.00126 CNY");
        assertThat(platform.requests().getFirst().body()).contains("{\"text\":\"hello\",\"amount\":3}");
    }

    @Test
    void saysThatTheBooksAgree() {
        platform.on("GET /v1/usage/reconciliation", 200, "{\"invariants\": [\"a\", \"b\"], \"differences\": []}");

        assertThat(terminal.run("usage", "reconcile")).isZero();

        assertThat(terminal.out()).isEqualTo("2 invariants hold." + System.lineSeparator());
    }

    @Test
    void namesEachDifferenceOfTheBooksAndEndsWithOne() {
        platform.on("GET /v1/platform/reconciliation", 200, """
                        {"invariants": ["held-equals-holds"],
                         "differences": [{"invariant": "held-equals-holds", "tenant": "t-1", "difference": "budget month: 3 held, 2 in holds"}]}
                        """);

        assertThat(terminal.run("usage", "reconcile", "--all")).isEqualTo(1);

        assertThat(terminal.out())
                .contains("held-equals-holds  tenant t-1  budget month: 3 held, 2 in holds", "1 differences.");
    }

    @Test
    void saysThatTheAuditHoldsAndWhatToNote() {
        platform.on("GET /v1/audit/check", 200, "{\"holds\": true, \"events\": 7, \"head\": \"7:ab\"}");

        assertThat(terminal.run("audit", "check")).isZero();

        assertThat(terminal.out()).contains("The chain holds: 7 events.", "--since: 7:ab");
    }

    @Test
    void endsWithOneAndThePlaceWhenTheAuditIsBroken() {
        platform.on(
                "GET /v1/audit/check?since=7%3Aab",
                200, "{\"holds\": false, \"events\": 2, \"brokenAt\": 3, \"reason\": \"an event is missing\"}");

        assertThat(terminal.run("audit", "check", "--since", "7:ab")).isEqualTo(1);

        assertThat(terminal.out()).contains("The chain is broken at event 3: an event is missing.");
    }

    @Test
    void rotatesAKeyFileWithoutShowingAKey() throws IOException {
        var file = terminal.profiles().resolveSibling("keys.json").toString();
        assertThat(terminal.execute("keys", "create", file)).isZero();
        var first = terminal.out().split(" ")[0];

        assertThat(terminal.execute("keys", "rotate", file)).isZero();
        assertThat(terminal.execute("keys", "drop", file, first)).isZero();

        assertThat(terminal.out()).contains(first + "  wraps and unwraps", first + "  unwraps");
        assertThat(Files.readString(Path.of(file))).doesNotContain(first + ",");
        assertThat(terminal.execute("keys", "drop", file, "1")).isEqualTo(2);
        assertThat(terminal.execute("keys", "create", file)).isEqualTo(2);
        assertThat(terminal.err()).contains("has no such key", "exists already");
    }

    @Test
    void endsWithOneWhenTheRunFailed() {
        platform.on("POST /v1/apps/claims/invocations", new ScriptedPlatform.Answer(200, "text/event-stream", """
                        event: invocation.finished
                        data: {"id": "i-1", "state": "failed", "problem": {"code": "model-timeout", "detail": "slow"}}

                        """));

        assertThat(terminal.run("invoke", "claims")).isEqualTo(1);
        assertThat(terminal.err()).contains("model-timeout: slow");
    }

    @Test
    void saysWhenAStreamEndsTooEarly() {
        platform.on(
                "POST /v1/apps/claims/invocations",
                new ScriptedPlatform.Answer(200, "text/event-stream", "event: invocation.queued\ndata: {}\n\n"));

        assertThat(terminal.run("invoke", "claims")).isEqualTo(4);
        assertThat(terminal.err()).contains("ended before the invocation did");
    }

    @Test
    void printsUsageAsATable() {
        platform.on("GET /v1/usage?groupBy=scenario%2Cmodel", 200, """
                {"rows": [{"group": {"scenario": "finance.banking.complaint-reply", "model": "小模型"}, "calls": 2,
                  "errors": 0, "inputTokens": 300, "outputTokens": 40, "cost": {"nano": 340000, "currency": "CNY"}}]}
                """);

        assertThat(terminal.run("usage")).isZero();

        assertThat(terminal.out().lines().toList())
                .anySatisfy(line ->
                        assertThat(line).contains("finance.banking.complaint-reply", "小模型", "300", "0.00034 CNY"));
    }

    @Test
    void printsAProblemWithItsPlacesAndEndsWithThree() {
        platform.on("POST /v1/apps/claims/releases", 422, """
                {"code": "invalid-definition", "detail": "Two things are wrong", "type": "https://flotilla.io/problems/invalid-definition",
                 "traceId": "t-1", "errors": [{"pointer": "/spec/models/main", "message": "no such model"}]}
                """);

        assertThat(terminal.run("release", "claims", "3")).isEqualTo(3);

        assertThat(terminal.err())
                .contains("invalid-definition: Two things are wrong", "/spec/models/main: no such model", "trace: t-1");
    }

    @Test
    void printsTheAnswerAsJsonWhenAsked() throws Exception {
        platform.on("GET /v1/invocations?limit=20", 200, "{\"items\": [{\"id\": \"i-1\"}]}");

        assertThat(terminal.run("invocations", "--json")).isZero();

        assertThat(Terminal.json(terminal.out()).path("items")).hasSize(1);
    }

    @Test
    void endsWithFourWhenThePlatformIsAway() {
        platform.close();

        assertThat(terminal.run("usage")).isEqualTo(4);
        assertThat(terminal.err()).contains("does not answer").doesNotContain("flk_k");
    }

    @Test
    void checksAnAppAndPointsAtTheMistake() throws IOException {
        var app = terminal.file("app.yaml", """
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

        assertThat(terminal.execute("check", app.toString())).isEqualTo(1);

        assertThat(terminal.err())
                .contains("app.yaml:10:", "value: \"Hello {{ inputs.nam }}\"", "did you mean \"name\"?");
    }

    @Test
    void refusesInputsThatAreNotJsonWithTheirPlace() throws IOException {
        var inputs = terminal.file("inputs.json", "{\"text\": }");

        assertThat(terminal.run("invoke", "claims", "-f", inputs.toString())).isEqualTo(2);
        assertThat(terminal.err()).contains("inputs.json:1:");
    }

    @Test
    void explainsItselfAndRefusesWhatItDoesNotKnow() {
        assertThat(terminal.execute("--help")).isZero();
        assertThat(terminal.out()).contains("check", "push", "invoke", "Exit codes:", "up ");
        assertThat(terminal.execute("frobnicate")).isEqualTo(2);
        assertThat(terminal.execute("check", "nothing.yaml")).isEqualTo(2);
    }

    @Test
    void releasesTheNewestVersionUnlessToldOtherwise() {
        platform.on("GET /v1/apps/claims", 200, "{\"version\": 4}")
                .on("POST /v1/apps/claims/releases", 201, "{\"version\": 4}");

        assertThat(terminal.run("release", "claims")).isZero();

        assertThat(terminal.out()).startsWith("claims version 4 is live in production.");
        assertThat(platform.requests().getLast().body()).isEqualTo("{\"version\":4,\"environment\":\"production\"}");
    }

    @Test
    void goesBackToTheReleaseBefore() {
        platform.on("POST /v1/apps/claims/releases/rollback", 200, "{\"version\": 2}");

        assertThat(terminal.run("release", "claims", "--rollback")).isZero();

        assertThat(terminal.out()).startsWith("claims version 2 is live in production.");
    }

    @Test
    void listsAppsWithTheirTitles() {
        platform.on("GET /v1/apps?limit=200", 200, """
                {"items": [{"name": "claims", "version": 3, "scenario": "finance.claims", "title": {"zh": "理赔", "en": "Claims"}},
                  {"name": "plain", "version": 1, "scenario": "demo.plain"}]}
                """);

        assertThat(terminal.run("apps")).isZero();

        assertThat(terminal.out().lines())
                .anySatisfy(line -> assertThat(line).matches("claims +3 +finance.claims +(Claims|理赔)"))
                .anySatisfy(line -> assertThat(line).matches("plain +1 +demo.plain +-"));
    }

    @Test
    void findsScenariosByWordsInEitherLanguage() {
        platform.on("GET /v1/scenarios?q=%E6%8A%95%E8%AF%89%20reply&industry=finance&limit=20", 200, """
                {"items": [{"code": "finance.banking.complaint-reply", "name": {"zh": "投诉答复", "en": "Complaint reply"},
                  "chain": ["classify", "generate"]}]}
                """);

        assertThat(terminal.run("scenarios", "投诉", "reply", "--industry", "finance"))
                .isZero();

        assertThat(terminal.out())
                .contains("finance.banking.complaint-reply", "投诉答复", "Complaint reply", "classify > generate");
    }

    @Test
    void takesADayForItsFirstMoment() {
        platform.on(
                "GET /v1/usage?from=2026-11-01T00%3A00%3A00Z&to=2026-11-02T08%3A00%3A00Z&groupBy=scenario%2Cmodel",
                200, "{\"rows\": []}");

        assertThat(terminal.run("usage", "--from", "2026-11-01", "--to", "2026-11-02T08:00:00Z"))
                .isZero();
    }

    @Test
    void showsWhatThePlatformWarnsOfWhenItTakesAnApp() throws IOException {
        platform.on("PUT /v1/apps/hello", 201, """
                {"version": 2, "warnings": [{"pointer": "/spec/steps/0/value", "line": 9, "column": 14, "code": "unknown-model",
                  "message": "there is no model 'qwen'", "suggestion": "qwen-plus"}]}
                """);
        var app = terminal.file("app.yaml", APP);

        assertThat(terminal.run("push", app.toString())).isZero();

        assertThat(terminal.out()).contains("hello is version 2.");
        assertThat(terminal.err())
                .contains("app.yaml:9:14: warning: there is no model 'qwen'", "did you mean \"qwen-plus\"?");
    }

    @Test
    void printsAllVersionsOfAPushAsOneDocument() throws IOException {
        platform.on("PUT /v1/apps/hello", 201, "{\"version\": 2}");
        var app = terminal.file("app.yaml", APP);

        assertThat(terminal.run("push", app.toString(), "--json")).isZero();

        assertThat(Terminal.json(terminal.out()).path(0).path("version").asInt())
                .isEqualTo(2);
    }

    @Test
    void showsAnInvocationWithItsStepsAsOneDocument() throws IOException {
        platform.on("GET /v1/invocations/i-1", 200, "{\"id\": \"i-1\", \"state\": \"succeeded\"}")
                .on("GET /v1/invocations/i-1/steps", 200, "{\"items\": [{\"step\": \"draft\"}]}");

        assertThat(terminal.run("invocations", "i-1", "--json")).isZero();

        var shown = Terminal.json(terminal.out());
        assertThat(shown.path("state").asText()).isEqualTo("succeeded");
        assertThat(shown.path("steps").path(0).path("step").asText()).isEqualTo("draft");
    }

    @Test
    void looksAtTheMachineThePlatformAndTheKey() throws IOException {
        platform.on("GET /v1/me", 200, "{\"tenant\": \"acme\", \"permissions\": [\"apps:read\"]}")
                .on("GET /v1/models?limit=200", 200, "{\"items\": [{\"name\": \"qwen-plus\"}]}");

        assertThat(terminal.run("doctor")).isZero();
        assertThat(terminal.out())
                .contains("java      ok  25", "platform  ok  " + platform.url())
                .contains("key       ok  tenant acme; may apps:read", "models    ok  qwen-plus")
                .doesNotContain("flk_k");
    }

    @Test
    void saysThatAKeyIsRefused() throws IOException {
        platform.on("GET /v1/me", 401, "{\"code\": \"unauthenticated\", \"detail\": \"no such key\"}");

        assertThat(terminal.run("doctor", "--json")).isEqualTo(3);

        var findings = Terminal.json(terminal.out());
        assertThat(findings.path("platform").path("ok").asBoolean()).isTrue();
        assertThat(findings.path("key").path("ok").asBoolean()).isFalse();
    }

    @Test
    void completesCommandsOptionsAndWhatTheLauncherAnswers() {
        assertThat(terminal.execute("completion")).isZero();

        assertThat(terminal.out())
                .startsWith("#!/usr/bin/env bash")
                .contains("complete -F _complete_flotilla", "--rollback", "--by")
                .containsPattern("commands=\"[^\"]*push[^\"]*status[^\"]*\"");
    }
}
