package io.flotilla.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IntakeRoundsTest {
    private static final TopicPartition ZERO = new TopicPartition("requests", 0);
    private static final TopicPartition ONE = new TopicPartition("requests", 1);

    private final FlakyConsumer consumer = new FlakyConsumer();
    private final RecordedIntake intake = new RecordedIntake();
    private final IntakeRounds rounds = new IntakeRounds(consumer, intake);

    @BeforeEach
    void joinTheGroup() {
        consumer.subscribe(List.of("requests"), rounds);
        consumer.rebalance(List.of(ZERO, ONE));
        consumer.updateBeginningOffsets(Map.of(ZERO, 0L, ONE, 0L));
    }

    @Test
    void aBatchIsCommittedWhenAllIsToldAndStartedWhenItIsCommitted() {
        intake.told = new CompletableFuture<>();
        fetched(ZERO, 0);

        var round = Thread.ofPlatform().start(rounds::next);
        await().until(() -> intake.said.contains("take 0:0"));
        await().until(() -> round.getState() == Thread.State.WAITING);
        assertThat(consumer.commits).isEmpty();
        assertThat(intake.said).containsExactly("take 0:0");

        intake.told.complete(null);
        await().until(() -> intake.said.contains("start"));
        assertThat(consumer.commits).containsExactly(Map.of(ZERO, 1L));
    }

    @Test
    void aBatchWhosePartitionsMovedIsDroppedAndFetchedAgainIfTheyDidNot() {
        fetched(ZERO, 0, 1);
        consumer.failures.add(new CommitFailedException("fenced"));

        rounds.next();
        assertThat(intake.said).containsExactly("take 0:0 0:1", "drop");
        assertThat(consumer.position(ZERO)).isZero();

        fetched(ZERO, 0, 1);
        rounds.next();
        assertThat(intake.said).containsExactly("take 0:0 0:1", "drop", "take 0:0 0:1", "start");
    }

    @Test
    void aCommitThatTimesOutIsRepeated() {
        fetched(ZERO, 0);
        consumer.failures.add(new org.apache.kafka.common.errors.TimeoutException("no broker"));

        rounds.next();

        assertThat(intake.said).containsExactly("take 0:0", "start");
    }

    @Test
    void aBatchThatCannotBeToldIsDropped() {
        intake.told = CompletableFuture.failedFuture(new IllegalStateException("the worker ends"));
        fetched(ZERO, 0);

        rounds.next();

        assertThat(intake.said).containsExactly("take 0:0", "drop");
        assertThat(consumer.commits).isEmpty();
    }

    @Test
    void onlyWhatHasRoomIsTakenAndTheRestWaitsUncommittedWithItsPartitionsPaused() {
        intake.free = 2;
        fetched(ZERO, 0, 1, 2);

        rounds.next();
        assertThat(intake.said).containsExactly("take 0:0 0:1", "start");
        assertThat(consumer.commits).containsExactly(Map.of(ZERO, 2L));

        intake.free = 0;
        rounds.next();
        assertThat(consumer.paused()).containsExactlyInAnyOrder(ZERO, ONE);
        assertThat(intake.said).hasSize(2);

        intake.free = 1;
        rounds.next();
        rounds.next();
        assertThat(intake.said).endsWith("take 0:2", "start");
        assertThat(consumer.paused()).isEmpty();
    }

    @Test
    void whatWaitsFromAPartitionThatMovesAwayIsForgotten() {
        intake.free = 1;
        fetched(ZERO, 0);
        fetched(ONE, 0);
        rounds.next();
        var waiting = intake.said.getFirst().equals("take 0:0") ? ONE : ZERO;

        rounds.onPartitionsRevoked(Set.of(waiting));
        rounds.next();

        assertThat(intake.said).hasSize(2);
    }

    private void fetched(TopicPartition partition, long... offsets) {
        for (long offset : offsets) {
            consumer.addRecord(new ConsumerRecord<>("requests", partition.partition(), offset, null, new byte[0]));
        }
    }

    /// Says yes to everything and remembers it.
    private static final class RecordedIntake implements Intake {
        final List<String> said = new CopyOnWriteArrayList<>();
        volatile CompletableFuture<Void> told = CompletableFuture.completedFuture(null);
        int free = 10;

        @Override
        public int free() {
            return free;
        }

        @Override
        public Batch take(List<ConsumerRecord<byte[], byte[]>> records) {
            said.add("take "
                    + String.join(
                            " ",
                            records.stream()
                                    .map(record -> record.partition() + ":" + record.offset())
                                    .toList()));
            return new Batch() {
                @Override
                public CompletableFuture<Void> told() {
                    return told;
                }

                @Override
                public void start() {
                    said.add("start");
                }

                @Override
                public void drop() {
                    said.add("drop");
                }
            };
        }
    }

    /// A consumer whose commits can fail.
    private static final class FlakyConsumer extends MockConsumer<byte[], byte[]> {
        final List<Map<TopicPartition, Long>> commits = new CopyOnWriteArrayList<>();
        final Collection<RuntimeException> failures = new ArrayList<>();

        FlakyConsumer() {
            super("earliest");
        }

        @Override
        public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
            if (!failures.isEmpty()) {
                var failure = failures.iterator().next();
                failures.remove(failure);
                throw failure;
            }
            super.commitSync(offsets);
            var committed = new java.util.HashMap<TopicPartition, Long>();
            offsets.forEach((partition, offset) -> committed.put(partition, offset.offset()));
            commits.add(committed);
        }
    }
}
