package io.flotilla.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.sandbox.server.SandboxServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectivesTest {
    static SandboxServer server;
    static Caller caller;

    @BeforeAll
    static void start() throws Exception {
        server = SandboxModel.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        caller = new Caller(server.url());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void saysItsNameAndWhatItHeardWithoutADirective() throws Exception {
        assertThat(caller.text(Caller.scripted("Hello there"))).isEqualTo("sandbox-scripted: Hello there");
    }

    @Test
    void findsADirectiveAnywhereInTheLastUserMessageThatHasOne() throws Exception {
        var request = Caller.scripted("Complaint: the card [[say found]] was eaten");
        request.withArray("messages").addObject().put("role", "user").put("content", "and now?");

        assertThat(caller.text(request)).isEqualTo("found");
    }

    @Test
    void answersJsonThatMayHoldBrackets() throws Exception {
        assertThat(caller.text(Caller.scripted("x [[json {\"a\": [[1, 2], [3]]}]] y")))
                .isEqualTo("{\"a\": [[1, 2], [3]]}");
    }

    @Test
    void fillsASchemaWithPlaceholdersWithoutADirective() throws Exception {
        var request = Caller.scripted("label it");
        request.putObject("response_format")
                .put("type", "json_schema")
                .putObject("json_schema")
                .put("name", "x")
                .set("schema", Caller.JSON.readTree("""
                {"type": "object", "properties": {"label": {"enum": ["a", "b"]}, "why": {"type": "string"}, "sure": {"type": "number"}}}"""));

        assertThat(Caller.JSON.readTree(caller.text(request))).isEqualTo(Caller.JSON.readTree("""
                {"label": "a", "why": "sandbox-scripted", "sure": 0}"""));
    }

    @Test
    void callsATool() throws Exception {
        JsonNode whole = Caller.JSON.readTree(caller.post(Caller.scripted("[[tool look_up {\"id\": [[\"C1\"]]}]]"))
                .body());
        var stream = caller.stream(Caller.scripted("[[tool look_up {\"id\": 1}]]"));

        assertThat(whole.at("/choices/0/finish_reason").asText()).isEqualTo("tool_calls");
        assertThat(whole.at("/choices/0/message/tool_calls/0/function/name").asText())
                .isEqualTo("look_up");
        assertThat(whole.at("/choices/0/message/tool_calls/0/function/arguments")
                        .asText())
                .isEqualTo("{\"id\": [[\"C1\"]]}");
        assertThat(stream.events())
                .anyMatch(each -> each.at("/choices/0/delta/tool_calls/0/function/name")
                        .asText()
                        .equals("look_up"));
        assertThat(stream.done()).isTrue();
    }

    @Test
    void refusesWithAStatusAndARetryAfter() throws Exception {
        var limited = caller.post(Caller.scripted("[[status 429 after 7s]]"));
        var failed = caller.post(Caller.scripted("[[status 500]]"));

        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.headers().firstValue("Retry-After")).contains("7");
        assertThat(limited.body()).contains("rate_limit_exceeded");
        assertThat(failed.statusCode()).isEqualTo(500);
        assertThat(failed.headers().firstValue("Retry-After")).isEmpty();
    }

    @Test
    void failsTheFirstCallsOfAKeyOnly() throws Exception {
        var twice = Caller.scripted("[[fail-times 2 429 key=orders]] [[say through]]");

        assertThat(caller.post(twice).statusCode()).isEqualTo(429);
        assertThat(caller.post(twice).statusCode()).isEqualTo(429);
        assertThat(caller.text(twice)).isEqualTo("through");
    }

    @Test
    void failsTheFirstCallOfATextOnly() throws Exception {
        assertThat(caller.post(Caller.scripted("a [[fail-once 500]]")).statusCode())
                .isEqualTo(500);
        assertThat(caller.post(Caller.scripted("b [[fail-once 503]]")).statusCode())
                .isEqualTo(503);
        assertThat(caller.text(Caller.scripted("a [[fail-once 500]]"))).isEqualTo("sandbox-scripted: a");
    }

    @Test
    void waitsBeforeItAnswers() throws Exception {
        long start = System.nanoTime();

        assertThat(caller.text(Caller.scripted("[[delay 120ms]][[say late]]"))).isEqualTo("late");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(120));
    }

    @Test
    void streamsSlowlyWithKeepAliveCommentsBetween() throws Exception {
        long start = System.nanoTime();

        var stream = caller.stream(Caller.scripted("[[slow 5 tokens 20ms]]"));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(100));
        assertThat(stream.text()).isEqualTo("t1 t2 t3 t4 t5 ");
        assertThat(stream.lines()).contains(": keep-alive");
        assertThat(stream.done()).isTrue();
    }

    @Test
    void breaksTheConnectionInTheMiddle() throws Exception {
        var request = Caller.scripted("[[say one two three four five]] [[cut 2]]");

        var raw = caller.raw(Caller.streamed(request));

        assertThat(raw)
                .contains("\"one\"")
                .contains("\" two\"")
                .doesNotContain("three")
                .doesNotContain("[DONE]");
        assertThat(raw).as("no last chunk: the answer never ended").doesNotEndWith("0\r\n\r\n");
        assertThat(caller.stream(request).broken()).isTrue();
        assertThatThrownBy(() -> caller.post(Caller.scripted("[[say one two three]] [[cut]]")))
                .isInstanceOf(IOException.class);
    }

    @Test
    void endsInGoodOrderButUnfinished() throws Exception {
        var stream = caller.stream(Caller.scripted("[[say one two three four five]] [[unfinished 2]]"));

        assertThat(stream.text()).isEqualTo("one two");
        assertThat(stream.broken()).isFalse();
        assertThat(stream.done()).isFalse();
        assertThat(stream.events())
                .noneMatch(each -> each.at("/choices/0/finish_reason").isTextual());
    }

    @Test
    void reportsAnErrorInTheMiddleOfTheStream() throws Exception {
        var stream = caller.stream(Caller.scripted("[[slow 9 tokens 1ms]] [[error-event 2]]"));

        assertThat(stream.text()).isEqualTo("t1 t2 ");
        assertThat(stream.events().getLast().at("/error/code").asText()).isEqualTo("server_error");
        assertThat(stream.done()).isFalse();
    }

    @Test
    void talksGarbage() throws Exception {
        var whole = caller.post(Caller.scripted("[[garbage]]"));

        assertThat(whole.statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> Caller.JSON.readTree(whole.body())).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[[never]]", "[[hang 1]]"})
    void neverFinishes(String directive) {
        var base = caller.completion(Caller.scripted(directive).toString(), "");
        var impatient = HttpRequest.newBuilder(base, (name, value) -> true)
                .timeout(Duration.ofMillis(300))
                .build();

        assertThatThrownBy(() -> {
                    var response = caller.client().sendAsync(impatient, HttpResponse.BodyHandlers.ofString());
                    response.orTimeout(400, java.util.concurrent.TimeUnit.MILLISECONDS)
                            .join();
                })
                .hasCauseInstanceOf(Exception.class)
                .satisfies(e -> assertThat(e.getCause())
                        .isInstanceOfAny(HttpTimeoutException.class, java.util.concurrent.TimeoutException.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[[sya hello]]",
                "[[status]]",
                "[[status 99]]",
                "[[status abc]]",
                "[[delay soon]]",
                "[[say unclosed",
                "[[json {\"a\":]]",
                "[[tool x]]"
            })
    void tellsADirectiveItCannotFollow(String directive) throws Exception {
        var response = caller.post(Caller.scripted(directive));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("invalid_directive").contains("sandbox-scripted");
    }
}
