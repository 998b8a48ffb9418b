package io.flotilla.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flotilla.sandbox.scripted.ScriptedModel;
import io.flotilla.sandbox.server.SandboxServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `POST /v1/messages`.
class AnthropicDoorTest {
    static SandboxServer server;
    static Caller caller;

    @BeforeAll
    static void start() throws Exception {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        server = SandboxServer.start(address, List.of(new ScriptedModel()), Clock.systemUTC());
        caller = new Caller(server.url());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void answersInTheShapeOfAMessage() throws Exception {
        JsonNode message = Caller.JSON.readTree(
                post(ask("[[say four plain English words]]")).body());

        assertThat(message.path("type").asText()).isEqualTo("message");
        assertThat(message.at("/content/0/text").asText()).isEqualTo("four plain English words");
        assertThat(message.path("stop_reason").asText()).isEqualTo("end_turn");
        assertThat(message.at("/usage/output_tokens").asInt()).isEqualTo(4);
    }

    @Test
    void callsAToolWithItsInput() throws Exception {
        JsonNode message =
                Caller.JSON.readTree(post(ask("[[tool find {\"id\": 1}]]")).body());

        assertThat(message.at("/content/0/name").asText()).isEqualTo("find");
        assertThat(message.at("/content/0/input/id").asInt()).isEqualTo(1);
        assertThat(message.path("stop_reason").asText()).isEqualTo("tool_use");
    }

    @Test
    void streamsFromStartToStop() throws Exception {
        var stream = post(ask("[[say one two]]").put("stream", true)).body();

        assertThat(stream.lines().filter(line -> line.startsWith("event: ")))
                .containsExactly(
                        "event: message_start",
                        "event: content_block_start",
                        "event: ping",
                        "event: content_block_delta",
                        "event: content_block_delta",
                        "event: content_block_stop",
                        "event: message_delta",
                        "event: message_stop");
    }

    @Test
    void anUnfinishedStreamHasNoStop() throws Exception {
        var stream = post(ask("[[unfinished 1]] [[say one two]]").put("stream", true))
                .body();

        assertThat(stream).contains("event: content_block_delta").doesNotContain("message_stop");
    }

    @ParameterizedTest
    @CsvSource({
        "[[status 429]],429,rate_limit_error",
        "[[status 529]],529,overloaded_error",
        "[[status 401]],401,authentication_error"
    })
    void failsInTheShapeOfTheApi(String prompt, int status, String type) throws Exception {
        var response = post(ask(prompt));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(Caller.JSON.readTree(response.body()).at("/error/type").asText())
                .isEqualTo(type);
    }

    @Test
    void refusesWhatTheApiWould() throws Exception {
        var withoutLimit = ask("hi");
        withoutLimit.remove("max_tokens");
        assertThat(post(withoutLimit).statusCode()).isEqualTo(400);

        var twice = ask("hi");
        twice.withArray("messages").addObject().put("role", "user").put("content", "again");
        assertThat(post(twice).statusCode()).isEqualTo(400);
    }

    private static ObjectNode ask(String text) {
        ObjectNode request =
                Caller.JSON.createObjectNode().put("model", "sandbox-scripted").put("max_tokens", 100);
        request.putArray("messages").addObject().put("role", "user").put("content", text);
        return request;
    }

    private static HttpResponse<String> post(ObjectNode body) throws Exception {
        var request = HttpRequest.newBuilder(server.url().resolve("/v1/messages"))
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        return caller.client().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
