package io.flotilla.worker;

import static io.flotilla.worker.ModelServer.answers;
import static io.flotilla.worker.ModelServer.fails;
import static io.flotilla.worker.ModelServer.neverEnds;
import static io.flotilla.worker.ModelServer.says;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flotilla.messages.CallKind;
import io.flotilla.messages.ControlMessage.StopInvocation;
import io.flotilla.messages.ControlMessage.StopReason;
import io.flotilla.messages.InvocationEvent;
import io.flotilla.messages.InvocationEvent.CallDispatched;
import io.flotilla.messages.InvocationEvent.InvocationCancelled;
import io.flotilla.messages.InvocationEvent.InvocationFailed;
import io.flotilla.messages.InvocationEvent.InvocationStarted;
import io.flotilla.messages.InvocationEvent.InvocationSucceeded;
import io.flotilla.messages.InvocationEvent.StepFinished;
import io.flotilla.messages.InvocationRef;
import io.flotilla.messages.InvocationRequested;
import io.flotilla.messages.JournalEntry;
import io.flotilla.messages.ReplyFrame;
import io.flotilla.messages.ResolvedConnector;
import io.flotilla.messages.SealedSecret;
import io.flotilla.messages.StepAddress;
import io.flotilla.messages.StepState;
import io.flotilla.messages.Topics;
import io.flotilla.messages.Units;
import io.flotilla.messages.UsageRecorded;
import io.flotilla.messages.WorkerHeartbeat;
import io.flotilla.messages.secret.SecretKeys;
import io.flotilla.messages.secret.SecretSealer;
import io.flotilla.messages.secret.UnreadableSecret;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/// The worker between a real Kafka and a scripted model server. The order matters for the last test only, which stops it.
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WorkerTest {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @ConfigProperty(name = "flotilla.kafka.bootstrap")
    String bootstrap;

    @ConfigProperty(name = "flotilla.key-file")
    Path keyFile;

    @Inject
    Topics topics;

    @Inject
    Worker worker;

    @TestHTTPResource("/q")
    URI management;

    private KafkaProbe kafka;
    private ModelServer models;

    @BeforeAll
    void createTopics() throws IOException, InterruptedException {
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
        kafka = new KafkaProbe(bootstrap, topics);
        models = new ModelServer();
        await("readiness").atMost(Duration.ofSeconds(60)).until(() -> get("/health/ready").statusCode() == 200);
    }

    @AfterAll
    void close() throws InterruptedException {
        if (models != null) models.close();
        if (kafka != null) kafka.close();
    }

    @Test
    void runsAnInvocationFromItsRequestToItsBill() throws UnreadableSecret {
        var ref = newRef();
        models.plays("two-steps", answers("fee"), answers("Dear ", "customer, ", "sorry."));
        kafka.send(Requests.request()
                .of(ref)
                .definition(app(prompt("label", "Label: {{ inputs.text }}"), prompt("draft", "Reply: {{ steps.label.text }}")))
                .inputs("{\"text\": \"扣了两次费\"}")
                .model("main", "two-steps", models.baseUrl(), sealed(ref, "sk-secret"))
                .traceparent(TRACE)
                .build());

        var terminal = kafka.terminal(ref);

        assertThat(terminal).isInstanceOfSatisfying(InvocationSucceeded.class, succeeded -> {
            assertThat(succeeded.output()).isEqualTo(Requests.json("{\"reply\": \"Dear customer, sorry.\"}"));
            assertThat(succeeded.timing().calls()).isEqualTo(2);
        });
        assertThat(kafka.events(ref))
                .extracting(InvocationEvent::getClass)
                .containsExactly(
                        InvocationStarted.class,
                        CallDispatched.class,
                        StepFinished.class,
                        CallDispatched.class,
                        StepFinished.class,
                        InvocationSucceeded.class);
        kafka.awaitFrame(ref, "invocation.finished");
        var frames = kafka.frames(ref);
        assertThat(frames.getFirst().name()).isEqualTo("invocation.started");
        assertThat(frames.getLast().data().at("/terminal/type").asText()).isEqualTo("InvocationSucceeded");
        assertThat(frames)
                .extracting(ReplyFrame::sequence)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, frames.size())
                        .mapToObj(each -> (long) each)
                        .toList());
        assertThat(text(frames, "draft")).isEqualTo("Dear customer, sorry.");

        var calls = models.calls("two-steps");
        var usage = kafka.usage(ref);
        assertThat(usage).hasSize(2);
        assertThat(usage)
                .extracting(each -> each.call().id().toString())
                .containsExactlyElementsOf(calls.stream().map(ModelServer.Call::requestId).toList());
        assertThat(usage).extracting(UsageRecorded::units).contains(new Units(10L, null, 3L, null));
        assertThat(usage.getLast().costNano()).isEqualTo(10 * 1_000_000L + 3 * 2_000_000L);
        assertThat(calls).allSatisfy(call -> {
            assertThat(call.authorization()).isEqualTo("Bearer sk-secret");
            assertThat(call.traceparent()).isEqualTo(TRACE);
        });
    }

    @Test
    void everyTryIsMeteredAlsoTheFailedOnes() {
        var ref = newRef();
        models.plays("shaky", fails(500), answers("ok"));
        kafka.send(request(ref, "shaky", app(prompt("draft", "Hi", ", \"retry\": {\"attempts\": 2, \"backoff\": \"10ms\"}"))));

        assertThat(kafka.terminal(ref)).isInstanceOf(InvocationSucceeded.class);

        assertThat(kafka.usage(ref)).extracting(UsageRecorded::errorCode).containsExactly("model-unavailable", null);
        assertThat(kafka.usage(ref).getFirst().units()).isEqualTo(Units.UNKNOWN);
        kafka.awaitFrame(ref, "step.retrying");
    }

    @Test
    void whatTheSmallModelIsNotSureOfTheLargeOneAnswersAndBothAreBilled() {
        var ref = newRef();
        models.plays("tiny", answers("{\"label\": \"fee\", \"confidence\": 0.4}"));
        models.plays("huge", says("{\"label\": \"card\", \"confidence\": 0.9}"));
        kafka.send(Requests.request()
                .of(ref)
                .definition("""
                        {"apiVersion": "flotilla.io/v1", "kind": "App", "metadata": {"name": "complaint-desk"},
                         "spec": {"scenario": "finance.banking.complaint-reply",
                          "models": {"main": {"cascade": {"small": "tiny", "large": "huge", "threshold": 0.8}}},
                          "steps": [{"id": "kind", "type": "classify", "model": "main", "text": "My card is gone",
                                     "classes": {"fee": "Fees", "card": "Cards"}}],
                          "output": {"kind": "{{ steps.kind.label }}", "route": "{{ steps.kind.route }}"}}}""")
                .cascade("main", "tiny", "huge", models.baseUrl())
                .build());

        assertThat(kafka.terminal(ref)).isInstanceOfSatisfying(InvocationSucceeded.class, succeeded -> assertThat(
                        succeeded.output())
                .isEqualTo(Requests.json("{\"kind\": \"card\", \"route\": \"large\"}")));

        assertThat(kafka.usage(ref)).extracting(UsageRecorded::route).containsExactly("small", "large");
        assertThat(kafka.usage(ref).getLast().units()).isEqualTo(new Units(20L, null, 5L, null));
    }

    @Test
    void aModelThatRefusesFailsTheInvocationWithItsStep() {
        var ref = newRef();
        models.plays("strict", fails(400));
        kafka.send(request(ref, "strict", app(prompt("draft", "Hi"))));

        assertThat(kafka.terminal(ref)).isInstanceOfSatisfying(InvocationFailed.class, failed -> {
            assertThat(failed.problem().code()).isEqualTo("model-refused");
            assertThat(failed.problem().step()).isEqualTo("draft");
        });
        assertThat(kafka.usage(ref)).hasSize(1);
    }

    @Test
    void cancellingClosesTheUpstreamCallAndMetersIt() throws InterruptedException {
        var ref = newRef();
        models.plays("endless", neverEnds("Dear"));
        kafka.send(request(ref, "endless", app(prompt("draft", "Hi"))));
        kafka.awaitFrame(ref, "step.delta");
        await().until(() -> kafka.heartbeats().getLast().running().contains(ref));

        kafka.send(new StopInvocation(ref, Instant.now(), StopReason.CANCELLED));

        assertThat(kafka.terminal(ref)).isInstanceOf(InvocationCancelled.class);
        models.calls("endless").getFirst().abandoned().await();
        assertThat(kafka.usage(ref)).extracting(UsageRecorded::errorCode).containsExactly("cancelled");
        await().until(() -> !kafka.heartbeats().getLast().running().contains(ref));
    }

    @Test
    void garbageIsBuriedWithItsOriginAndItsPartitionGoesOn() {
        var ref = newRef();
        models.plays("plain", answers("ok"));
        kafka.sendRaw(0, "{\"ref\": \"garbage\"".getBytes(UTF_8));
        kafka.sendRaw(0, null);
        kafka.send(request(ref, "plain", app(prompt("draft", "Hi"))));

        assertThat(kafka.terminal(ref)).isInstanceOf(InvocationSucceeded.class);
        await().until(() -> kafka.deadLetters().size() >= 2);
        assertThat(kafka.deadLetters()).anySatisfy(letter -> {
            assertThat(letter.topic()).isEqualTo(topics.interactive());
            assertThat(letter.reason()).startsWith("InvocationRequested: ");
            assertThat(letter.value()).isNotBlank();
        });
    }

    @Test
    void aConnectorIsCalledWithItsSecretAndMetered() throws UnreadableSecret {
        var ref = newRef();
        kafka.send(Requests.request()
                .of(ref)
                .definition("""
                        {"apiVersion": "flotilla.io/v1", "kind": "App", "metadata": {"name": "lookup"},
                         "spec": {"scenario": "finance.banking.complaint-reply",
                                  "inputs": {"type": "object", "properties": {"id": {"type": "string"}}},
                                  "connectors": {"crm": "crm-api"},
                                  "steps": [{"id": "customer", "type": "tool", "connector": "crm",
                                             "operation": "customerById", "arguments": {"id": "{{ inputs.id }}"}}],
                                  "output": {"name": "{{ steps.customer.name }}"}}}
                        """)
                .inputs("{\"id\": \"c-1\"}")
                .connector("crm", new ResolvedConnector(
                        UUID.randomUUID(),
                        "crm-api",
                        1,
                        Requests.json("""
                                {"apiVersion": "flotilla.io/v1", "kind": "Connector", "metadata": {"name": "crm-api"},
                                 "spec": {"type": "http", "baseUrl": "%s",
                                          "headers": {"X-Key": {"secret": "crm-key"}},
                                          "operations": {"customerById": {
                                            "method": "GET", "path": "/customers/{id}",
                                            "parameters": {"id": {"type": "string"}},
                                            "result": {"type": "object", "properties": {"name": {"type": "string"}}}}}}}
                                """.formatted(models.baseUrl())),
                        Map.of("crm-key", sealed(ref, "s3cret"))))
                .build());

        assertThat(kafka.terminal(ref)).isInstanceOfSatisfying(InvocationSucceeded.class, succeeded -> assertThat(
                        succeeded.output())
                .isEqualTo(Requests.json("{\"name\": \"customer c-1 for s3cret\"}")));
        assertThat(kafka.usage(ref)).singleElement().satisfies(usage -> {
            assertThat(usage.call().kind()).isEqualTo(CallKind.CONNECTOR);
            assertThat(usage.call().provider()).isEqualTo("crm-api");
        });
    }

    @Test
    void whatTheJournalHoldsIsNotCalledAgain() {
        var ref = new InvocationRef(UUID.randomUUID(), UUID.randomUUID(), 2);
        models.plays("second-half", answers("Dear customer"));
        kafka.send(Requests.request()
                .of(ref)
                .definition(app(prompt("label", "Label"), prompt("draft", "Reply: {{ steps.label.text }}")))
                .model("main", "second-half", models.baseUrl(), null)
                .journal(new JournalEntry(
                        StepAddress.of("label"),
                        StepState.SUCCEEDED,
                        Requests.json("{\"text\": \"fee\", \"json\": null, \"model\": \"m\", \"finishReason\": \"stop\"}")))
                .build());

        assertThat(kafka.terminal(ref)).isInstanceOf(InvocationSucceeded.class);

        assertThat(models.calls("second-half")).singleElement().satisfies(call -> assertThat(
                        call.body().toString())
                .contains("Reply: fee"));
        assertThat(kafka.usage(ref)).hasSize(1);
    }

    @Test
    void theDeadlineEndsARunThatDoesNot() {
        var ref = newRef();
        models.plays("slow", neverEnds("Dear"));
        kafka.send(Requests.request()
                .of(ref)
                .definition(app(prompt("draft", "Hi")))
                .model("main", "slow", models.baseUrl(), null)
                .deadline(Instant.now().plusSeconds(2))
                .build());

        assertThat(kafka.terminal(ref)).isInstanceOfSatisfying(InvocationFailed.class, failed -> assertThat(
                        failed.problem().code())
                .isEqualTo("deadline-exceeded"));
        assertThat(kafka.usage(ref)).hasSize(1);
    }

    @Test
    void aNewerAttemptGoesOnAndTheOlderOneFallsSilent() {
        var first = newRef();
        var second = new InvocationRef(first.tenantId(), first.invocationId(), 2);
        models.plays("taken-over", neverEnds("Dear"), answers("done"));
        kafka.send(request(first, "taken-over", app(prompt("draft", "Hi"))));
        kafka.awaitFrame(first, "step.delta");

        kafka.send(request(second, "taken-over", app(prompt("draft", "Hi"))));

        assertThat(kafka.terminal(second)).isInstanceOf(InvocationSucceeded.class);
        await().until(() -> !kafka.usage(first).isEmpty());
        assertThat(kafka.events(first)).noneMatch(KafkaProbe::isTerminal);
        assertThat(kafka.usage(first)).extracting(UsageRecorded::errorCode).containsExactly("cancelled");
    }

    @Test
    void aDefinitionThatCannotRunIsAProblemAndNoDeadLetter() {
        var ref = newRef();
        kafka.send(request(ref, "plain", "{\"kind\": \"App\"}"));

        assertThat(kafka.terminal(ref)).isInstanceOfSatisfying(InvocationFailed.class, failed -> assertThat(
                        failed.problem().code())
                .isEqualTo("invalid-definition"));
        assertThat(kafka.events(ref).getFirst()).isInstanceOf(InvocationStarted.class);
    }

    @Test
    void aKeyThatCannotBeOpenedIsTheModelsFailure() {
        var ref = newRef();
        var foreign = new SealedSecret(ref.tenantId(), UUID.randomUUID(), 1, "1", "d3JvbmcK", "d3JvbmcK");
        kafka.send(Requests.request()
                .of(ref)
                .definition(app(prompt("draft", "Hi")))
                .model("main", "never-called", models.baseUrl(), foreign)
                .build());

        assertThat(kafka.terminal(ref)).isInstanceOf(InvocationFailed.class);
        assertThat(models.calls("never-called")).isEmpty();
    }

    @Test
    void whatRunsIsCounted() throws IOException, InterruptedException {
        var ref = newRef();
        models.plays("counted", answers("ok"));
        kafka.send(request(ref, "counted", app(prompt("draft", "Hi"))));
        kafka.terminal(ref);

        await().untilAsserted(() -> assertThat(get("/metrics").body())
                .contains("flotilla_runs_started_total")
                .contains("flotilla_runs_ended_total{outcome=\"succeeded\"}")
                .contains("flotilla_runs_running")
                .contains("flotilla_calls_seconds_count"));
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void aWorkerThatStopsHandsOverWhatItCannotFinish() throws InterruptedException {
        var ref = newRef();
        models.plays("left-behind", neverEnds("Dear"));
        kafka.send(request(ref, "left-behind", app(prompt("draft", "Hi"))));
        kafka.awaitFrame(ref, "step.delta");

        worker.stop(new ShutdownEvent());

        await().until(() -> kafka.heartbeats().getLast().handedOver().equals(List.of(ref)));
        assertThat(kafka.heartbeats().getLast()).satisfies(last -> {
            assertThat(last.stopping()).isTrue();
            assertThat(last.running()).isEmpty();
        });
        assertThat(kafka.heartbeats())
                .filteredOn(WorkerHeartbeat::stopping)
                .anyMatch(heartbeat -> heartbeat.running().contains(ref));
        models.calls("left-behind").getFirst().abandoned().await();
        assertThat(kafka.events(ref)).noneMatch(KafkaProbe::isTerminal);
        assertThat(kafka.usage(ref)).extracting(UsageRecorded::errorCode).containsExactly("cancelled");
    }

    private InvocationRequested request(InvocationRef ref, String model, String definition) {
        return Requests.request()
                .of(ref)
                .definition(definition)
                .model("main", model, models.baseUrl(), null)
                .build();
    }

    private static InvocationRef newRef() {
        return new InvocationRef(UUID.randomUUID(), UUID.randomUUID(), 1);
    }

    private static String prompt(String id, String user) {
        return prompt(id, user, "");
    }

    private static String prompt(String id, String user, String more) {
        return "{\"id\": \"%s\", \"type\": \"prompt\", \"model\": \"main\", \"user\": \"%s\", \"stream\": true%s}"
                .formatted(id, user, more);
    }

    /// An app of these steps; its reply is the text of the last one, `draft`.
    private static String app(String... steps) {
        return """
                {"apiVersion": "flotilla.io/v1", "kind": "App", "metadata": {"name": "complaint-desk"},
                 "spec": {"scenario": "finance.banking.complaint-reply",
                          "inputs": {"type": "object", "properties": {"text": {"type": "string"}}},
                          "models": {"main": {"use": "any"}},
                          "steps": [%s],
                          "output": {"reply": "{{ steps.draft.text }}"}}}
                """.formatted(String.join(", ", steps));
    }

    private SealedSecret sealed(InvocationRef ref, String value) throws UnreadableSecret {
        var sealer = new SecretSealer(SecretKeys.read(keyFile));
        return sealer.seal(sealer.newDataKey(ref.tenantId()), UUID.randomUUID(), 1, value);
    }

    private static String text(List<ReplyFrame> frames, String step) {
        return String.join(
                "",
                frames.stream()
                        .filter(frame -> frame.name().equals("step.delta"))
                        .filter(frame -> frame.data().path("step").asText().equals(step))
                        .map(frame -> frame.data().path("text").asText())
                        .toList());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(management + path)).build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
