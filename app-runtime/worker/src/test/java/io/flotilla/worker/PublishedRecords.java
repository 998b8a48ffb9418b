package io.flotilla.worker;

import io.flotilla.messages.CloudEvent;
import io.flotilla.messages.InvocationEvent;
import io.flotilla.messages.ReplyFrame;
import io.flotilla.messages.Topics;
import io.flotilla.messages.UnreadableMessage;
import io.flotilla.messages.UsageRecorded;
import io.flotilla.messages.Wire;
import io.flotilla.worker.kafka.Publisher;
import io.flotilla.worker.report.Reporter;
import io.flotilla.worker.report.RunMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// A producer without a broker, and what was published through it.
public final class PublishedRecords {
    public static final Topics TOPICS = new Topics("test");

    public final MockProducer<byte[], byte[]> producer;
    public final RunMetrics metrics = new RunMetrics(new SimpleMeterRegistry());

    /// @param acknowledged whether every record is acknowledged at once
    public PublishedRecords(boolean acknowledged) {
        producer = new MockProducer<>(acknowledged, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    public Reporter reporter(ManualClock clock) {
        return new Reporter(new Publisher(producer), TOPICS, clock, () -> Duration.ofMillis(30), metrics);
    }

    /// The topics of all records, in order.
    public List<String> topics() {
        return producer.history().stream().map(record -> record.topic()).toList();
    }

    public List<InvocationEvent> events() {
        return read(TOPICS.invocationEvents(), bytes -> Wire.read(bytes, InvocationEvent.class));
    }

    public List<ReplyFrame> frames() {
        return read(TOPICS.replies(), bytes -> Wire.read(bytes, ReplyFrame.class));
    }

    public List<UsageRecorded> usage() {
        return read(TOPICS.usage(), Wire::readUsage).stream()
                .map(CloudEvent::data)
                .toList();
    }

    private <T> List<T> read(String topic, Reading<T> reading) {
        var read = new ArrayList<T>();
        for (var record : producer.history()) {
            if (!record.topic().equals(topic)) continue;
            try {
                read.add(reading.from(record.value()));
            } catch (UnreadableMessage e) {
                throw new AssertionError(e);
            }
        }
        return read;
    }

    private interface Reading<T> {
        T from(byte[] bytes) throws UnreadableMessage;
    }
}
