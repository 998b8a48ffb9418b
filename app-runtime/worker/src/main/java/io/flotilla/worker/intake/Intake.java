package io.flotilla.worker.intake;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// What becomes of the records that were fetched.
interface Intake {
    /// How many records can be taken now.
    int free();

    /// Decides on records and tells what it decided.
    Batch take(List<ConsumerRecord<byte[], byte[]>> records);

    /// Records that were decided on together. Either [#start] or [#drop] follows.
    interface Batch {
        /// Done when the brokers have all that was told; only then may the records be committed.
        CompletableFuture<Void> told();

        /// The records are committed: what was admitted runs.
        void start();

        /// They are not, and come again, here or elsewhere: nothing runs.
        void drop();
    }
}
