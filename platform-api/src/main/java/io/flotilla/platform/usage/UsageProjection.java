package io.flotilla.platform.usage;

import io.flotilla.messages.UnreadableMessage;
import io.flotilla.messages.UsageRecorded;
import io.flotilla.messages.Wire;
import io.flotilla.platform.queue.Projection;
import io.flotilla.platform.queue.ProjectionLoops;
import io.flotilla.platform.queue.Queue;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jdbi.v3.core.Handle;

/// Brings the usage topic into the ledger.
@ApplicationScoped
class UsageProjection implements Projection<UsageRecorded> {
    private final Queue queue;
    private final ProjectionLoops loops;
    private final Ledger ledger;

    UsageProjection(Queue queue, ProjectionLoops loops, Ledger ledger) {
        this.queue = queue;
        this.loops = loops;
        this.ledger = ledger;
    }

    void start(@Observes StartupEvent event) {
        loops.run(this);
    }

    @Override
    public String name() {
        return "usage";
    }

    @Override
    public String topic() {
        return queue.topics().usage();
    }

    @Override
    public UsageRecorded read(ConsumerRecord<byte[], byte[]> record) throws UnreadableMessage {
        return Wire.readUsage(record.value()).data();
    }

    @Override
    public void store(Handle handle, List<UsageRecorded> batch) {
        ledger.add(handle, batch);
    }
}
