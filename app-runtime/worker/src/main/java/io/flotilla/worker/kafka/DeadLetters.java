package io.flotilla.worker.kafka;

import io.flotilla.messages.DeadLetter;
import io.flotilla.messages.Topics;
import io.flotilla.messages.UnreadableMessage;
import io.flotilla.messages.Wire;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Where records go that nobody can read, so that their partition goes on.
@Singleton
public class DeadLetters {
    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    /// A value longer than this is cut: what is to be seen of it is at its beginning, and its origin is named.
    private static final int LONGEST = 512 << 10;

    private final Publisher publisher;
    private final String topic;
    private final Clock clock;

    public DeadLetters(Publisher publisher, Topics topics, Clock clock) {
        this.publisher = publisher;
        this.topic = topics.deadLetters();
        this.clock = clock;
    }

    /// Publishes the record with its origin; the answer comes when it is safe.
    public CompletableFuture<Void> bury(ConsumerRecord<byte[], byte[]> record, UnreadableMessage why) {
        LOG.warnf(
                "record unreadable topic=%s partition=%d offset=%d reason=%s",
                record.topic(), record.partition(), record.offset(), why.getMessage());
        var letter = new DeadLetter(
                record.topic(),
                record.partition(),
                record.offset(),
                base64(record.key()),
                base64(record.value()),
                String.valueOf(why.getMessage()),
                clock.instant());
        return publisher.deliver(topic, record.topic(), Wire.write(letter));
    }

    private static @Nullable String base64(byte @Nullable [] bytes) {
        if (bytes == null) return null;
        return Base64.getEncoder().encodeToString(bytes.length > LONGEST ? Arrays.copyOf(bytes, LONGEST) : bytes);
    }
}
