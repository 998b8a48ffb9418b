package io.flotilla.worker.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flotilla.worker.PublishedRecords;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class PublisherTest {
    private final PublishedRecords published = new PublishedRecords(false);
    private final Publisher publisher = new Publisher(published.producer);

    @Test
    void aRecordThatMustArriveIsPublishedAgainUntilABrokerHasIt() {
        var delivery = publisher.deliver("topic", "key", "value".getBytes(UTF_8));

        published.producer.errorNext(new TimeoutException("no broker"));
        await().until(() -> published.producer.history().size() == 2);
        published.producer.errorNext(new TimeoutException("still no broker"));
        await().until(() -> published.producer.history().size() == 3);
        assertThat(delivery).isNotDone();

        published.producer.completeNext();
        await().until(delivery::isDone);
        assertThat(delivery).isCompleted();
    }

    @Test
    void aRecordNoBrokerWillEverTakeFails() {
        var delivery = publisher.deliver("topic", "key", "value".getBytes(UTF_8));

        published.producer.errorNext(new RecordTooLargeException("too large"));

        assertThat(delivery).isCompletedExceptionally();
        assertThat(published.producer.history()).hasSize(1);
    }

    @Test
    void whatIsToldAndLostIsNotPublishedAgain() {
        publisher.tell("topic", 0, "key", "value".getBytes(UTF_8));

        published.producer.errorNext(new TimeoutException("no broker"));

        assertThat(published.producer.history()).hasSize(1);
    }
}
