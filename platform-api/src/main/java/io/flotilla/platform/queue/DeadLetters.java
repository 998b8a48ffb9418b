package io.flotilla.platform.queue;

import io.flotilla.messages.DeadLetter;
import io.flotilla.messages.RecordCaps;
import io.flotilla.messages.Wire;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Base64;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Puts away records that cannot be read or stored, with where they came from, so that their partition goes on.
@ApplicationScoped
class DeadLetters {
    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    private static final int LARGEST = RecordCaps.OTHER / 3;

    private final Queue queue;
    private final Clock clock;

    DeadLetters(Queue queue, Clock clock) {
        this.queue = queue;
        this.clock = clock;
    }

    /// Returns when the letter is safe.
    void put(ConsumerRecord<byte[], byte[]> record, String reason) throws InterruptedException, ExecutionException {
        var letter = new DeadLetter(
                record.topic(),
                record.partition(),
                record.offset(),
                base64(record.key()),
                base64(record.value()),
                reason,
                clock.instant());
        queue.send(queue.topics().deadLetters(), record.key(), Wire.write(letter))
                .get();
        LOG.warnf(
                "record put to dead letters: topic=%s partition=%d offset=%d reason=%s",
                record.topic(), record.partition(), record.offset(), reason);
    }

    /// What is too large for a letter is left out; the origin still says where it was.
    private static @Nullable String base64(byte @Nullable [] bytes) {
        if (bytes == null || bytes.length > LARGEST) return null;
        return Base64.getEncoder().encodeToString(bytes);
    }
}
