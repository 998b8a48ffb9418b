package io.flotilla.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Nonsense at every door gets its problem, with the right code.
class BadInputTest {
    private final Flotilla flotilla = Flotilla.running();

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of("malformed JSON", "{\"inputs\": ", 400, "invalid-input"),
                Arguments.of("a list for an object", "[]", 400, "invalid-input"),
                Arguments.of("a field nobody knows", "{\"inputs\": {}, \"tenantId\": \"x\"}", 400, "invalid-input"),
                Arguments.of(
                        "inputs of a wrong type",
                        "{\"inputs\": {\"first\": 1, \"second\": \"b\"}}",
                        422,
                        "invalid-input"),
                Arguments.of("a missing input", "{\"inputs\": {\"first\": \"a\"}}", 422, "invalid-input"),
                Arguments.of("no inputs", "{}", 422, "invalid-input"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void refusesABadBody(String what, String body, int status, String code) throws Exception {
        var app = TwoPrompts.released(flotilla);

        var answer = flotilla.demo().post("/v1/apps/%s/invocations".formatted(app.name()), body);

        assertProblem(answer, code);
        assertThat(answer.status()).isBetween(400, 422);
    }

    @Test
    void refusesAWrongKey() throws Exception {
        assertProblem(flotilla.demo().with("flk_nobody00_secret").get("/v1/apps"), "unauthenticated");
        assertProblem(flotilla.demo().with("not a key").get("/v1/apps"), "unauthenticated");
        assertThat(flotilla.demo().with("flk_nobody00_secret").get("/v1/apps").status())
                .isEqualTo(401);
    }

    @Test
    void knowsNoUnknownAppOrInvocation() throws Exception {
        assertProblem(flotilla.demo().post("/v1/apps/unknown-app/invocations", "{\"inputs\": {}}"), "not-found");
        assertProblem(flotilla.demo().get("/v1/invocations/" + UUID.randomUUID()), "not-found");
        assertProblem(flotilla.demo().get("/v1/invocations/' or 1=1 --".replace(" ", "%20")), "not-found");
    }

    @Test
    void refusesABodyOverTheLimit() throws Exception {
        var app = TwoPrompts.released(flotilla);
        var body = "{\"inputs\": {\"first\": \"%s\", \"second\": \"b\"}}".formatted("x".repeat(3 << 20));

        var answer = flotilla.demo().post("/v1/apps/%s/invocations".formatted(app.name()), body);

        assertThat(answer.status()).isEqualTo(413);
        assertProblem(answer, "invalid-input");
    }

    @ParameterizedTest
    @CsvSource({
        "'[[status 429 after 0s]]', rate-limited",
        "'[[status 500]]',          model-unavailable",
        "'[[garbage]]',             model-unavailable",
        "'[[status 400]]',          model-refused",
        "'[[cut]]',                 model-unavailable",
    })
    void saysWhatTheModelDid(String directive, String code) throws Exception {
        var app = TwoPrompts.released(flotilla);

        var invocation = app.run("[[say one]]", directive).expect(200);

        assertThat(invocation.path("state").asText()).isEqualTo("failed");
        assertThat(invocation.path("problem").path("code").asText())
                .as(invocation.path("problem").toString())
                .isEqualTo(code);
        assertThat(invocation.path("problem").path("step").asText()).isEqualTo("two");
    }

    @Test
    void endsAnInvocationWhoseModelNeverAnswers() throws Exception {
        var app = TwoPrompts.released(flotilla, "limitOf", "{customer: \"C-1\"}", "3s");

        var invocation = app.run("[[say one]]", "[[never]]").expect(200);

        assertThat(invocation.path("state").asText()).isIn("failed", "expired");
        assertThat(invocation.path("problem").path("code").asText()).isEqualTo("deadline-exceeded");
    }

    @Test
    void letsNoConnectorWrite() throws Exception {
        var app = TwoPrompts.released(flotilla, "forbidden", "{}", "60s");

        var invocation = app.run("[[say one]]", "[[say two]]").expect(200);

        assertThat(invocation.path("state").asText()).isEqualTo("failed");
        assertThat(invocation.path("problem").path("code").asText()).isEqualTo("connector-denied");
    }

    @Test
    void endsACancelledInvocationAndItsUpstreamCall() throws Exception {
        var app = TwoPrompts.released(flotilla);
        var id = app.submit("[[say one]]", "[[never]]");
        await().atMost(Duration.ofSeconds(20)).until(() -> app.steps(id).size() == 2);

        flotilla.demo().post("/v1/invocations/%s/cancel".formatted(id), "{}");

        await().atMost(Duration.ofSeconds(10))
                .until(() -> app.invocation(id).path("state").asText().equals("cancelled"));
    }

    private static void assertProblem(Api.Answer answer, String code) {
        assertThat(answer.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(answer.body().path("code").asText())
                .as(answer.body().toString())
                .isEqualTo(code);
        assertThat(answer.body().path("status").asInt()).isEqualTo(answer.status());
        assertThat(answer.body().path("type").asText()).endsWith(code);
        assertThat(answer.body().toString()).doesNotContain("Exception", "io.flotilla", "select ");
    }
}
