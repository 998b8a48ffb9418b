package io.flotilla.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flotilla.sandbox.chat.ChatModel;
import io.flotilla.sandbox.chat.ChatRequest;
import io.flotilla.sandbox.chat.Reply;
import io.flotilla.sandbox.server.SandboxServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerTest {
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
    void isHealthyAsSoonAsItListens() throws Exception {
        var response = caller.send("GET", "/health");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Caller.JSON.readTree(response.body()).path("status").asText())
                .isEqualTo("up");
    }

    @Test
    void listsItsModels() throws Exception {
        var root = Caller.JSON.readTree(caller.send("GET", "/v1/models").body());

        assertThat(root.path("object").asText()).isEqualTo("list");
        assertThat(root.path("data").findValuesAsText("id")).contains("sandbox-scripted");
    }

    @Test
    void answersInTheShapeOfACompletionWithItsUsage() throws Exception {
        var response = caller.post(Caller.scripted("[[say four plain English words]]"));

        JsonNode root = Caller.JSON.readTree(response.body());
        assertThat(root.path("object").asText()).isEqualTo("chat.completion");
        assertThat(root.path("model").asText()).isEqualTo("sandbox-scripted");
        assertThat(root.path("id").asText()).startsWith("chatcmpl-");
        assertThat(root.at("/choices/0/message/content").asText()).isEqualTo("four plain English words");
        assertThat(root.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(root.at("/usage/completion_tokens").asInt()).isEqualTo(4);
        assertThat(root.at("/usage/prompt_tokens").asInt()).isBetween(6, 12);
        assertThat(root.at("/usage/total_tokens").asInt())
                .isEqualTo(root.at("/usage/prompt_tokens").asInt() + 4);
    }

    @Test
    void streamsARolePiecesAFinishReasonTheUsageAndDone() throws Exception {
        var stream = caller.stream(Caller.scripted("[[say 您好，这是一封回信。]]"));

        var events = stream.events();
        assertThat(events.getFirst().at("/choices/0/delta/role").asText()).isEqualTo("assistant");
        assertThat(stream.text()).isEqualTo("您好，这是一封回信。");
        assertThat(events.get(events.size() - 2).at("/choices/0/finish_reason").asText())
                .isEqualTo("stop");
        assertThat(events.getLast().path("choices")).isEmpty();
        assertThat(events.getLast().at("/usage/completion_tokens").asInt()).isGreaterThan(4);
        assertThat(stream.lines().stream()
                        .filter(each -> !each.isEmpty())
                        .toList()
                        .getLast())
                .isEqualTo("data: [DONE]");
        assertThat(events)
                .allMatch(each -> each.path("id").equals(events.getFirst().path("id")));
    }

    @Test
    void leavesTheUsageOutOfAStreamThatDidNotAskForIt() throws Exception {
        var body = Caller.scripted("[[say hi]]").put("stream", true).toString();

        assertThat(caller.post(body, "").body()).doesNotContain("usage").contains("data: [DONE]");
    }

    @Test
    void cutsAnAnswerAtTheLimitOfTokensAndSaysSo() throws Exception {
        var request = Caller.scripted("[[say one two three four five six]]").put("max_tokens", 3);

        JsonNode whole = Caller.JSON.readTree(caller.post(request).body());
        var stream = caller.stream(request);

        assertThat(whole.at("/choices/0/message/content").asText()).isEqualTo("one two three");
        assertThat(whole.at("/choices/0/finish_reason").asText()).isEqualTo("length");
        assertThat(whole.at("/usage/completion_tokens").asInt()).isEqualTo(3);
        assertThat(stream.text()).isEqualTo("one two three");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no json | 400 | invalid_request",
                "[] | 400 | invalid_request",
                "{} | 400 | invalid_request",
                "{\"model\":\"sandbox-scripted\"} | 400 | invalid_request",
                "{\"model\":\"sandbox-scripted\",\"messages\":[{}]} | 400 | invalid_request",
                "{\"model\":\"sandbox-scripted\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"max_tokens\":0} | 400 | invalid_request",
                "{\"model\":\"gpt-9\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]} | 404 | model_not_found",
            })
    void refusesWhatItCannotReadInOpenAisShape(String body, int status, String code) throws Exception {
        var response = caller.post(body, "");

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(Caller.JSON.readTree(response.body()).at("/error/code").asText())
                .isEqualTo(code);
        assertThat(Caller.JSON.readTree(response.body()).at("/error/message").asText())
                .isNotBlank();
    }

    @Test
    void tellsWhenAModelFails() throws Exception {
        ChatModel broken = new ChatModel() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public Reply reply(ChatRequest request) {
                throw new IllegalStateException("on purpose");
            }
        };
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (var own = SandboxServer.start(address, List.of(broken), Clock.systemUTC())) {
            var response = new Caller(own.url()).post(Caller.request("broken", "", "hello"));

            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(response.body()).contains("model_failed").doesNotContain("on purpose");
        }
    }

    @Test
    void refusesOtherPathsAndMethods() throws Exception {
        assertThat(caller.send("GET", "/v1/images").statusCode()).isEqualTo(404);
        assertThat(caller.send("GET", "/healthy").statusCode()).isEqualTo(404);
        assertThat(caller.send("DELETE", "/v1/models").statusCode()).isEqualTo(405);
    }

    @Test
    void countsEachCallByModelAndRequestAlsoTheRefusedOnes() throws Exception {
        try (var own = SandboxModel.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            var client = new Caller(own.url());
            client.post(Caller.scripted("[[say one]]").toString(), "call-1");
            client.post(Caller.scripted("[[status 500]]").toString(), "call-2");
            client.post(Caller.scripted("[[say again]]").toString(), "call-2");
            client.post(Caller.scripted("[[say without an id]]"));
            client.post("{\"model\":\"gpt-9\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}", "call-3");

            JsonNode counts =
                    Caller.JSON.readTree(client.send("GET", "/sandbox/calls").body());

            var usage = ((ObjectNode) counts).remove("usageByRequest");
            assertThat(usage.fieldNames()).toIterable().containsExactly("call-1", "call-2");
            assertThat(usage).allSatisfy(each -> {
                assertThat(each.path("promptTokens").asInt()).isPositive();
                assertThat(each.path("completionTokens").asInt()).isPositive();
            });
            assertThat(counts).isEqualTo(Caller.JSON.readTree("""
                    {"total": 4, "byModel": {"sandbox-scripted": 4}, "byRequest": {"call-1": 1, "call-2": 2}}"""));
            assertThat(client.send("DELETE", "/sandbox/calls").statusCode()).isEqualTo(204);
            assertThat(client.send("GET", "/sandbox/calls").body()).contains("\"total\":0");
        }
    }

    @Test
    void countsExactlyUnderManyCallersAtOnce() throws Exception {
        try (var own = SandboxModel.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var client = new Caller(own.url());
            var calls = IntStream.range(0, 400)
                    .<Callable<Integer>>mapToObj(
                            i -> () -> client.post(Caller.scripted("[[say ok]]").toString(), "r" + i % 40)
                                    .statusCode())
                    .toList();

            for (var call : threads.invokeAll(calls)) assertThat(call.get()).isEqualTo(200);

            JsonNode counts =
                    Caller.JSON.readTree(client.send("GET", "/sandbox/calls").body());
            assertThat(counts.path("total").asInt()).isEqualTo(400);
            assertThat(counts.path("byRequest")).hasSize(40).allMatch(each -> each.asInt() == 10);
        }
    }
}
