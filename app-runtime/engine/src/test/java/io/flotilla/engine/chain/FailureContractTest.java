package io.flotilla.engine.chain;

import static io.flotilla.engine.chain.TestStep.json;
import static io.flotilla.engine.chain.TestStep.step;
import static io.flotilla.engine.testing.RawServer.http;
import static io.flotilla.engine.testing.RawServer.stream;
import static org.assertj.core.api.Assertions.assertThat;

import io.flotilla.app.connector.ConnectorLimits;
import io.flotilla.app.connector.HttpConnector;
import io.flotilla.app.connector.HttpOperation;
import io.flotilla.app.definition.Ordered;
import io.flotilla.app.schema.Schemas;
import io.flotilla.engine.address.AddressPolicy;
import io.flotilla.engine.address.GuardedLookup;
import io.flotilla.engine.address.HostLookup;
import io.flotilla.engine.connector.http.HttpConnectors;
import io.flotilla.engine.control.FaultCode;
import io.flotilla.engine.model.http.Endpoint;
import io.flotilla.engine.model.http.HttpChatModels;
import io.flotilla.engine.model.http.ModelLimits;
import io.flotilla.engine.model.openai.OpenAi;
import io.flotilla.engine.model.scripted.ScriptedChatModel;
import io.flotilla.engine.step.BoundModel;
import io.flotilla.engine.step.CallEnd;
import io.flotilla.engine.testing.RawServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The lines of `docs/failure-contract.md` that a run decides, over real connections. Each test bears its line's name.
class FailureContractTest {
    private static final ModelLimits LIMITS = new ModelLimits(
            Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofMinutes(3), 20_000);
    private static final String BEGUN = "data: {\"choices\": [{\"delta\": {\"content\": \"Dear cus\"}}]}\n\n";

    private final GuardedLookup hosts =
            new GuardedLookup(AddressPolicy.alsoAllowing(List.of("127.0.0.0/8")), HostLookup.SYSTEM);
    private final TestRun prompt = TestRun.of("\"{{ steps.a.text }}\"", step("a").streamedPrompt("Hi"));
    private final HttpChatModels models = new HttpChatModels(hosts, LIMITS, prompt.clock);
    private final HttpConnectors connectors = new HttpConnectors(hosts, prompt.clock);
    private final BoundModel fallback = new BoundModel("well", "p", ScriptedChatModel.saying("Hello"));

    @AfterEach
    void close() {
        models.close();
        connectors.close();
    }

    @Test
    void modelIsDown() throws IOException {
        URI nobody;
        try (var socket = new ServerSocket(0)) {
            nobody = URI.create("http://127.0.0.1:%d/v1".formatted(socket.getLocalPort()));
        }
        assertFails(prompt.bound("main", model(nobody)), FaultCode.MODEL_UNAVAILABLE, true);

        assertThat(prompt.bound("main", model(nobody), fallback).output()).isEqualTo("\"Hello\"");
        assertThat(prompt.told.calls())
                .extracting(call -> Optional.ofNullable(call.error()))
                .endsWith(Optional.of(FaultCode.MODEL_UNAVAILABLE), Optional.empty());
    }

    @Test
    void modelHangsBeforeItsFirstWord() throws IOException {
        try (var silent = RawServer.stalling("")) {
            var running = prompt.bound("main", model(silent.url("/v1")), fallback).start();
            silent.awaitRequest();

            prompt.clock.advance(LIMITS.firstFrame());

            assertThat(TestRun.output(running.join())).isEqualTo("\"Hello\"");
            silent.awaitCallerGone();
        }
    }

    @Test
    void modelHangsInTheMiddleOfItsAnswer() throws IOException {
        try (var stuck = RawServer.stalling(stream(BEGUN))) {
            var running = prompt.bound("main", model(stuck.url("/v1")), fallback).start();
            prompt.told.await("delta");

            prompt.clock.advance(LIMITS.nextFrame());

            var failed = (RunResult.Failed) running.join();
            assertThat(failed.fault().code()).isEqualTo(FaultCode.MODEL_TIMEOUT);
            assertThat(prompt.told.lines("delta")).as("nothing is said anew").containsExactly("delta a: Dear cus");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>Bad gateway</html>", "{\"choices\": []}", "{\"cho"})
    void modelSendsWhatIsNoAnswer(String body) throws IOException {
        try (var broken = RawServer.sending(http(200, "Content-Type: application/json\r\n", body))) {
            assertFails(prompt.bound("main", model(broken.url("/v1"))), FaultCode.MODEL_UNAVAILABLE, true);
        }
    }

    @Test
    void modelSendsBadJson() throws IOException {
        var schema = "{\"type\": \"object\", \"required\": [\"sum\"]}";
        var answer = "{\"choices\": [{\"finish_reason\": \"stop\", \"message\": {\"content\": \"{\\\"sum\\\": \"}}]}";
        try (var sloppy = RawServer.sending(http(200, "Content-Type: application/json\r\n", answer))) {
            var run = TestRun.of(
                            "1",
                            step("a").jsonPrompt("Add", false, schema, Schemas.compile(json(schema))))
                    .bound("main", model(sloppy.url("/v1")));

            assertFails(run, FaultCode.OUTPUT_INVALID, true);
            assertThat(run.told.calls()).as("the answer, and one chance to repair it").hasSize(2);
        }
    }

    @Test
    void modelStreamIsCutOff() throws IOException {
        try (var cut = RawServer.sending(stream(BEGUN + "data: {\"choi"))) {
            assertFails(prompt.bound("main", model(cut.url("/v1")), fallback), FaultCode.MODEL_UNAVAILABLE, true);
            assertThat(prompt.told.lines("delta")).containsExactly("delta a: Dear cus");
        }
    }

    @Test
    void connectorTimesOut() throws IOException {
        try (var slow = RawServer.stalling("")) {
            var run = TestRun.of("\"{{ steps.a }}\"", step("a").onErrorValue("\"unknown\"").tool("{}"));
            var limits = new ConnectorLimits(Duration.ofSeconds(5), 10, 1_000);
            try (var own = new HttpConnectors(hosts, run.clock)) {
                var running = run.connector(own.open(customers(slow, limits), Map.of())).start();
                slow.awaitRequest();

                run.clock.advance(limits.timeout());

                assertThat(TestRun.output(running.join())).isEqualTo("\"unknown\"");
                assertThat(run.told.calls()).extracting(CallEnd::error).containsExactly(FaultCode.CONNECTOR_FAILED);
                slow.awaitCallerGone();
            }
        }
    }

    private BoundModel model(URI baseUrl) {
        return new BoundModel("ill", "p", models.asking(new OpenAi(new Endpoint(baseUrl, "ill", null))));
    }

    private static HttpConnector customers(RawServer server, ConnectorLimits limits) {
        var find = new HttpOperation(
                HttpOperation.Method.GET,
                "/customers",
                Ordered.copyOf(Map.of()),
                Ordered.copyOf(Map.of()),
                null,
                Ordered.copyOf(Map.of()),
                null);
        var base = "http://127.0.0.1:%d/".formatted(server.port());
        return new HttpConnector(base, List.of(), Ordered.copyOf(Map.of()), Ordered.copyOf(Map.of("find", find)), limits);
    }

    private static void assertFails(TestRun run, FaultCode code, boolean retryable) {
        var fault = ((RunResult.Failed) run.run()).fault();
        assertThat(fault.code()).isEqualTo(code);
        assertThat(fault.retryable()).isEqualTo(retryable);
    }
}
