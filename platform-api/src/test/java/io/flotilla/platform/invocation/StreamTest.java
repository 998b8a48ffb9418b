package io.flotilla.platform.invocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flotilla.platform.testing.PlatformTest;
import io.flotilla.platform.testing.SampleUsage;
import io.flotilla.platform.testing.TestApp;
import io.flotilla.platform.testing.TestEvents;
import io.flotilla.platform.testing.TestEvents.Event;
import io.flotilla.platform.testing.TestTenant;
import io.flotilla.platform.testing.TestWorker;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@PlatformTest
class StreamTest {
    private static final String RUN = "/v1/apps/greeter/invocations";

    private static TestWorker worker;
    private TestTenant tenant;

    @BeforeAll
    static void hire() {
        worker = new TestWorker();
    }

    @AfterAll
    static void dismiss() throws InterruptedException {
        worker.close();
    }

    @BeforeEach
    void anApp() {
        tenant = TestTenant.create();
        TestApp.release(tenant);
    }

    @Test
    void streamsEachEventOnceAndTheEndLast() {
        try (var events = TestEvents.post(tenant, RUN, "{\"inputs\": {\"name\": \"Ada\"}}")) {
            var request = worker.take(tenant, 1);
            worker.start(request);
            worker.frame(request, 2, "step.started", Map.of("step", "draft"));
            worker.frame(request, 3, "step.delta", Map.of("step", "draft", "text", "Hello,\nAda"));
            await().until(() -> events.names().contains("step.delta"));
            worker.call(request, SampleUsage.call(tenant));
            worker.step(request, "draft", Map.of("text", "Hello"));
            worker.frame(request, 4, "step.finished", Map.of("step", "draft"));
            worker.end(request, TestWorker.succeeded(request, Map.of("text", "Hello"), 1));

            var all = events.all();

            assertThat(all)
                    .extracting(Event::name)
                    .containsExactly(
                            "invocation.queued",
                            "invocation.started",
                            "step.started",
                            "step.delta",
                            "step.finished",
                            "invocation.finished");
            assertThat(all)
                    .extracting(Event::id)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 6).boxed().toList());
            assertThat(all.get(3).data().path("text").asText()).isEqualTo("Hello,\nAda");
            var end = all.getLast().data();
            assertThat(end.path("state").asText()).isEqualTo("succeeded");
            assertThat(end.path("output").path("text").asText()).isEqualTo("Hello");
            assertThat(end.path("usage").path("modelCalls").asInt()).isEqualTo(1);
            assertThat(events.header("X-Accel-Buffering")).isEqualTo("no");
        }
    }

    @Test
    void endsTheStreamThoughEveryFrameIsLost() {
        try (var events = TestEvents.post(tenant, RUN, "{\"inputs\": {\"name\": \"Ada\"}}")) {
            var request = worker.take(tenant, 1);
            worker.queue().tell(TestWorker.failed(request, "model-refused"));

            assertThat(events.all())
                    .extracting(Event::name)
                    .containsExactly("invocation.queued", "invocation.finished");
        }
    }

    @Test
    void dropsFramesOfAnAttemptThatWasSuperseded() {
        try (var events = TestEvents.post(tenant, RUN, "{\"inputs\": {\"name\": \"Ada\"}}")) {
            var first = worker.take(tenant, 1);
            worker.start(first, "lost-" + UUID.randomUUID());
            worker.frame(first, 2, "step.delta", Map.of("text", "one"));
            var second = worker.take(tenant, 2);
            worker.start(second);
            worker.frame(second, 2, "step.delta", Map.of("text", "two"));
            worker.frame(first, 3, "step.delta", Map.of("text", "ghost"));
            worker.end(first, TestWorker.succeeded(first, "ghost", 0));
            worker.end(second, TestWorker.succeeded(second, "real", 0));

            var all = events.all();

            assertThat(all).extracting(Event::name).containsOnlyOnce("invocation.started", "invocation.finished");
            assertThat(all).noneMatch(event -> event.data().toString().contains("ghost"));
            assertThat(all.getLast().data().path("output").asText()).isEqualTo("real");
        }
    }

    @Test
    void goesOnAfterTheLastEventAReaderHas() {
        var id = tenant.asKey()
                .header("Prefer", "respond-async")
                .body("{\"inputs\": {\"name\": \"Ada\"}}")
                .post(RUN)
                .then()
                .statusCode(202)
                .extract()
                .<String>path("id");
        var request = worker.take(tenant, 1);
        worker.start(request);
        worker.step(request, "draft", Map.of("text", "Hello"));

        try (var events = TestEvents.get(tenant, "/v1/invocations/%s/events".formatted(id), 2)) {
            await().until(() -> events.names().contains("step.finished"));
            worker.end(request, TestWorker.succeeded(request, "done", 0));

            assertThat(events.all()).extracting(Event::id).containsExactly(3L, 4L);
            assertThat(events.names()).containsExactly("step.finished", "invocation.finished");
        }
        try (var again = TestEvents.get(tenant, "/v1/invocations/%s/events".formatted(id), 0)) {
            assertThat(again.all()).extracting(Event::id).containsExactly(1L, 2L, 3L, 4L);
        }
    }
}
