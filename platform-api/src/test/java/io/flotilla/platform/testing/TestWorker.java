package io.flotilla.platform.testing;

import static org.awaitility.Awaitility.await;

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
import io.flotilla.messages.Problem;
import io.flotilla.messages.ReplyFrame;
import io.flotilla.messages.RunEnd;
import io.flotilla.messages.RunTiming;
import io.flotilla.messages.StepAddress;
import io.flotilla.messages.StepState;
import io.flotilla.messages.UsageRecorded;
import io.flotilla.messages.Wire;
import io.flotilla.messages.WorkerHeartbeat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A worker in a test's hand: it takes requests and says what the test has it say, in the order the test likes.
public final class TestWorker implements AutoCloseable {
    private final String id = "worker-" + System.nanoTime();
    private final TestQueue queue = new TestQueue();
    private final List<InvocationRequested> requests = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor();
    private final Thread reader;
    private volatile boolean closed;

    public TestWorker() {
        heart.scheduleAtFixedRate(() -> beat(id, false, List.of()), 0, 200, TimeUnit.MILLISECONDS);
        reader = Thread.ofPlatform().daemon().start(this::read);
    }

    /// The name under which it lives.
    public String id() {
        return id;
    }

    public TestQueue queue() {
        return queue;
    }

    /// Waits for the request of this attempt of the tenant's only invocation.
    public InvocationRequested take(TestTenant tenant, int attempt) {
        return await().atMost(Duration.ofSeconds(20))
                .until(() -> of(tenant, attempt), found -> !found.isEmpty())
                .getFirst();
    }

    /// All requests so far of this attempt in the tenant.
    public List<InvocationRequested> of(TestTenant tenant, int attempt) {
        return requests.stream()
                .filter(each -> each.ref().tenantId().equals(tenant.id().value()))
                .filter(each -> each.ref().attempt() == attempt)
                .toList();
    }

    /// A sign of life, or the last one.
    public void beat(String worker, boolean stopping, List<InvocationRef> handedOver) {
        var now = Instant.now();
        var beat = new WorkerHeartbeat(worker, now, now, 10, List.of(), stopping, handedOver);
        queue.send(TestQueue.topics().workerHeartbeats(), worker.getBytes(StandardCharsets.UTF_8), Wire.write(beat));
    }

    public void start(InvocationRequested request) {
        start(request, id);
    }

    public void start(InvocationRequested request, String worker) {
        queue.tell(new InvocationStarted(request.ref(), now(), worker));
        frame(request, 1, "invocation.started", Map.of("startedAt", now().toString()));
    }

    /// A step ended well.
    public StepFinished step(InvocationRequested request, String step, Object output) {
        var entry = new JournalEntry(StepAddress.of(step), StepState.SUCCEEDED, Wire.tree(output));
        var event = new StepFinished(request.ref(), now(), now(), "prompt", entry, null);
        queue.tell(event);
        return event;
    }

    /// A call was announced and told of.
    public void call(InvocationRequested request, SampleUsage usage) {
        announce(request, usage);
        queue.tell(usage.of(request.ref()).event());
    }

    public void announce(InvocationRequested request, SampleUsage usage) {
        announce(request, usage, "large");
    }

    public void announce(InvocationRequested request, SampleUsage usage, String route) {
        queue.tell(
                new CallDispatched(request.ref(), now(), usage.of(request.ref()).announced(), route));
    }

    public void frame(InvocationRequested request, long sequence, String name, Object data) {
        var partition = request.replyPartition();
        if (partition == null) return;
        var frame = new ReplyFrame(request.ref(), sequence, name, Wire.tree(data));
        queue.send(TestQueue.topics().replies(), partition, Wire.write(frame));
    }

    public static InvocationSucceeded succeeded(InvocationRequested request, Object output, int calls) {
        return succeeded(request, output, calls, null);
    }

    public static InvocationSucceeded succeeded(
            InvocationRequested request, Object output, int calls, @Nullable Integer steps) {
        return new InvocationSucceeded(request.ref(), now(), Wire.tree(output), timing(calls, steps));
    }

    public static InvocationFailed failed(InvocationRequested request, String code) {
        var problem = new Problem(code, "It did not work out.", true, "draft");
        return new InvocationFailed(request.ref(), now(), problem, timing(0, null));
    }

    public static InvocationCancelled cancelled(InvocationRequested request) {
        return new InvocationCancelled(request.ref(), now(), timing(0, null));
    }

    /// The end, to the platform and to who waits.
    public void end(InvocationRequested request, InvocationEvent event) {
        queue.tell(event);
        endFor(request, event, List.of());
    }

    /// The end, to who waits only, with usage that its topic may not have.
    public void endFor(InvocationRequested request, InvocationEvent event, List<UsageRecorded> usage) {
        frame(request, 99, "invocation.finished", new RunEnd(event, usage));
    }

    private static RunTiming timing(int calls, @Nullable Integer steps) {
        return new RunTiming(20, 12.5, 0, 5.0, calls, steps);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private void read() {
        try (var consumer = TestQueue.reader()) {
            var topic = TestQueue.topics().interactive();
            var partitions = TestQueue.partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!closed) {
                for (var record : consumer.poll(Duration.ofMillis(50))) {
                    requests.add(Wire.read(record.value(), InvocationRequested.class));
                }
            }
        } catch (Exception e) {
            if (!closed) throw new IllegalStateException("the test's worker cannot read requests", e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        heart.shutdownNow();
        reader.join(Duration.ofSeconds(5));
        queue.close();
    }
}
