package io.flotilla.platform.queue;

import static io.flotilla.platform.testing.Catalogue.asSuperuser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;

import io.flotilla.messages.InvocationRef;
import io.flotilla.messages.Units;
import io.flotilla.messages.UnreadableMessage;
import io.flotilla.messages.UsageRecorded;
import io.flotilla.messages.UsageSource;
import io.flotilla.messages.Wire;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.invocation.state.InvocationIds;
import io.flotilla.platform.testing.PlatformTest;
import io.flotilla.platform.testing.SampleUsage;
import io.flotilla.platform.testing.TestQueue;
import io.flotilla.platform.testing.TestTenant;
import io.flotilla.platform.usage.Ledger;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The whole usage topic from its beginning once more, twice at the same time, by sinks that die in the middle.
@PlatformTest
class ReplayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CALLS = 400;
    private static final int BATCH = 23;
    private static final long NANO = 1_001;

    @Inject
    Database database;

    @Inject
    Ledger ledger;

    @Inject
    DeadLetters deadLetters;

    @Inject
    QueueConfig config;

    private Queue queue;
    private TestTenant tenant;

    @BeforeEach
    void aQueueOfSmallBatches() {
        queue = new Queue(new SmallBatches(config));
        queue.start(new StartupEvent());
        tenant = TestTenant.create();
    }

    @AfterEach
    void leaveTheQueue() {
        queue.stop(new ShutdownEvent());
    }

    @Test
    void changesNoSumByAUnit() throws Exception {
        tenant.asKey()
                .body(Map.of("period", "month", "mode", "warn", "limit", Map.of("nano", 1, "currency", "CNY")))
                .put("/v1/budgets/month")
                .then()
                .statusCode(201);
        var ids = tell();
        var books = "%1$d calls %1$d told %2$d nano, summed %1$d calls %2$d nano, committed %2$d"
                .formatted(CALLS, CALLS * NANO);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(books()).isEqualTo(books));

        var sinks = List.of(new Sink("replay-a", 1), new Sink("replay-b", 2));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var ends = sinks.stream().map(each -> threads.submit(() -> each.readUntilSeen(ids))).toList();
            for (var each : ends) each.get();
        }

        assertThat(sinks).allSatisfy(each -> {
            assertThat(each.seen).containsExactlyInAnyOrderElementsOf(ids);
            assertThat(each.killed).hasValueGreaterThan(CALLS / BATCH / 4);
        });
        assertThat(books()).isEqualTo(books);
        tenant.asKey().get("/v1/usage/reconciliation").then().statusCode(200).body("differences", empty());
    }

    @Test
    void beginsAtAnyTimeAFeedsReaderLikes() {
        try (var told = new TestQueue();
                var reader = TestQueue.reader()) {
            var before = SampleUsage.call(tenant).number(1).event();
            told.tell(before);
            var written = TestQueue.records(queue.topics().usage(), each -> isOf(each, before));
            long last = written.stream().filter(each -> isOf(each, before)).findFirst().orElseThrow().timestamp();
            await().until(() -> Instant.now().toEpochMilli() > last + 1);
            long from = Instant.now().toEpochMilli();
            var after = SampleUsage.call(tenant).number(2).event();
            told.tell(after);

            var partitions = TestQueue.partitions(reader, queue.topics().usage());
            reader.assign(partitions);
            var places = reader.offsetsForTimes(partitions.stream().collect(Collectors.toMap(each -> each, each -> from)));
            places.forEach((partition, place) -> {
                if (place == null) reader.seekToEnd(List.of(partition));
                else reader.seek(partition, place.offset());
            });
            var read = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            await().atMost(PATIENCE).until(() -> {
                reader.poll(Duration.ofMillis(100)).forEach(read::add);
                return read.stream().anyMatch(each -> isOf(each, after));
            });
            assertThat(read).noneMatch(each -> isOf(each, before));
        }
    }

    private static boolean isOf(ConsumerRecord<byte[], byte[]> record, UsageRecorded event) {
        return new String(record.value(), StandardCharsets.UTF_8).contains(event.call().id().toString());
    }

    /// Some are told twice; some were estimated first, because their worker was thought to be lost.
    private Set<UUID> tell() {
        var at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var events = new ArrayList<UsageRecorded>();
        for (int i = 0; i < CALLS; i++) {
            var ref = new InvocationRef(tenant.id().value(), InvocationIds.next(at), 1);
            var event = SampleUsage.call(tenant)
                    .of(ref)
                    .number(i + 1)
                    .at(at.minusSeconds(i).toString())
                    .cost(NANO, "CNY")
                    .event();
            if (i % 7 == 0) events.add(estimated(event));
            events.add(event);
            if (i % 5 == 0) events.add(event);
        }
        Collections.shuffle(events, new Random(5));
        try (var told = new TestQueue()) {
            events.forEach(told::tell);
        }
        return events.stream().map(each -> each.call().id()).collect(Collectors.toSet());
    }

    private static UsageRecorded estimated(UsageRecorded event) {
        return new UsageRecorded(
                event.ref(),
                event.call(),
                event.scenario(),
                event.app(),
                event.version(),
                event.environment(),
                event.caller(),
                event.apiKeyId(),
                event.route(),
                Units.UNKNOWN,
                7 * NANO,
                "CNY",
                UsageSource.ESTIMATED,
                "worker-lost",
                Double.NaN,
                event.at());
    }

    /// Ledger, sums and budget of the tenant.
    private String books() {
        return asSuperuser(handle -> handle.createQuery("""
                        select format('%s calls %s told %s nano, summed %s calls %s nano, committed %s', l.calls, l.told, l.nano, h.calls, h.nano,
                                      (select committed_nano from budget_period where tenant_id = :tenant))
                        from (select sum(calls) as calls, count(distinct coalesce(corrects, id)) as told, sum(cost_nano) as nano
                              from usage_event where tenant_id = :tenant) l,
                             (select sum(calls) as calls, sum(cost_nano) as nano from usage_hour where tenant_id = :tenant) h
                        """)
                .bind("tenant", tenant.id().value())
                .mapTo(String.class)
                .one());
    }

    /// Reads the whole topic under a name of its own. Every other transaction is lost with all that it did, and after a
    /// few batches the reader itself is gone and another takes its place.
    private final class Sink implements Projection<UsageRecorded> {
        private static final int BATCHES_OF_A_LIFE = 6;

        private final String name;
        private final Random random;
        private final Set<UUID> seen = ConcurrentHashMap.newKeySet();
        private final AtomicInteger killed = new AtomicInteger();
        private int stored;

        Sink(String name, long seed) {
            this.name = name + "-" + tenant.name();
            this.random = new Random(seed);
        }

        boolean readUntilSeen(Set<UUID> ids) throws Exception {
            var until = Instant.now().plus(PATIENCE);
            while (!seen.containsAll(ids) && Instant.now().isBefore(until)) {
                int life = stored + BATCHES_OF_A_LIFE;
                new ProjectionLoop<>(this, queue, database, deadLetters)
                        .run(() -> stored >= life || seen.containsAll(ids) || Instant.now().isAfter(until));
            }
            return true;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String topic() {
            return queue.topics().usage();
        }

        @Override
        public UsageRecorded read(ConsumerRecord<byte[], byte[]> record) throws UnreadableMessage {
            return Wire.readUsage(record.value()).data();
        }

        /// What other tests told is theirs.
        @Override
        public void store(Handle handle, List<UsageRecorded> batch) {
            var own = own(batch);
            Collections.shuffle(own, random);
            ledger.add(handle, own);
            if (own.isEmpty() || random.nextBoolean()) return;
            killed.incrementAndGet();
            throw new IllegalStateException("killed");
        }

        @Override
        public void stored(List<UsageRecorded> batch) {
            stored++;
            own(batch).forEach(each -> seen.add(each.call().id()));
        }

        private List<UsageRecorded> own(List<UsageRecorded> batch) {
            return batch.stream()
                    .filter(each -> each.ref().tenantId().equals(tenant.id().value()))
                    .collect(Collectors.toCollection(ArrayList::new));
        }
    }

    private record SmallBatches(QueueConfig real) implements QueueConfig {
        @Override
        public String bootstrap() {
            return real.bootstrap();
        }

        @Override
        public String prefix() {
            return real.prefix();
        }

        @Override
        public int partitions() {
            return real.partitions();
        }

        @Override
        public int replyPartitions() {
            return real.replyPartitions();
        }

        @Override
        public short replication() {
            return real.replication();
        }

        @Override
        public Duration replyRetention() {
            return real.replyRetention();
        }

        @Override
        public Duration usageRetention() {
            return real.usageRetention();
        }

        @Override
        public int batch() {
            return BATCH;
        }
    }
}
