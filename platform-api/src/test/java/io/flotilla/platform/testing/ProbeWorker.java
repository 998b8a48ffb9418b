package io.flotilla.platform.testing;

import static org.awaitility.Awaitility.await;

import io.flotilla.messages.ControlMessage;
import io.flotilla.messages.ControlMessage.ProbeAnswered;
import io.flotilla.messages.ControlMessage.ProbeRequested;
import io.flotilla.messages.ProbeReport;
import io.flotilla.messages.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A worker in a test's hand that answers the probes of one tenant, whichever worker they name.
public final class ProbeWorker implements AutoCloseable {
    private final TestWorker worker = new TestWorker();
    private final TestTenant tenant;
    private final Function<ProbeRequested, ProbeReport> answers;
    private final List<ProbeRequested> asked = new CopyOnWriteArrayList<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final Thread reader;
    private volatile boolean listening;
    private volatile boolean closed;

    public ProbeWorker(TestTenant tenant, Function<ProbeRequested, ProbeReport> answers) {
        this.tenant = tenant;
        this.answers = answers;
        this.reader = Thread.ofPlatform().daemon().start(this::read);
        await().atMost(Duration.ofSeconds(20)).until(() -> listening && isKnown());
    }

    /// What it was asked.
    public List<ProbeRequested> asked() {
        return asked;
    }

    /// The same, as it came over Kafka.
    public List<String> heard() {
        return heard;
    }

    private boolean isKnown() {
        return Catalogue.texts("select id from worker where last_seen_at > now() - interval '5 seconds'")
                .contains(worker.id());
    }

    private void read() {
        try (var consumer = TestQueue.reader()) {
            var partitions = TestQueue.partitions(consumer, TestQueue.topics().control());
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
            listening = true;
            while (!closed) for (var record : consumer.poll(Duration.ofMillis(50))) hear(record);
        } catch (Exception e) {
            if (!closed) throw new IllegalStateException("the test's worker cannot read the control topic", e);
        }
    }

    private void hear(ConsumerRecord<byte[], byte[]> record) throws Exception {
        if (!(Wire.read(record.value(), ControlMessage.class) instanceof ProbeRequested request)) return;
        if (!request.tenantId().equals(tenant.id().value())) return;
        asked.add(request);
        heard.add(new String(record.value(), StandardCharsets.UTF_8));
        var report = answers.apply(request);
        if (report == null) return;
        var key = request.id().toString().getBytes(StandardCharsets.UTF_8);
        worker.queue().send(TestQueue.topics().control(), key, Wire.write(new ProbeAnswered(request.id(), report)));
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        reader.join(Duration.ofSeconds(5));
        worker.close();
    }
}
