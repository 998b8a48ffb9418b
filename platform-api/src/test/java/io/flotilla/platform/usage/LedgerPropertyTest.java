package io.flotilla.platform.usage;

import static io.flotilla.platform.testing.Catalogue.asSuperuser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flotilla.messages.Call;
import io.flotilla.messages.CallKind;
import io.flotilla.messages.Cost;
import io.flotilla.messages.InvocationRef;
import io.flotilla.messages.Price;
import io.flotilla.messages.StepAddress;
import io.flotilla.messages.Units;
import io.flotilla.messages.UsageIds;
import io.flotilla.messages.UsageRecorded;
import io.flotilla.messages.UsageSource;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.database.PlainDatabase;
import io.flotilla.platform.database.TenantId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/// The ledger against a model of it that anybody can read: a map from call to usage. Whatever is told twice, late, out of
/// order, by two writers that are killed in between, before or after a price changed: the same sums, by day and month of any
/// time zone.
class LedgerPropertyTest {
    private static final Database DATABASE = PlainDatabase.open();
    private static final Ledger LEDGER = new Ledger(List.of());
    /// Around the nights in which Berlin, New York and Lord Howe (by half an hour) put their clocks on or back.
    private static final List<Instant> NIGHTS = List.of(
            Instant.parse("2026-03-29T01:00:00Z"),
            Instant.parse("2026-11-01T06:00:00Z"),
            Instant.parse("2026-04-04T15:00:00Z"),
            Instant.parse("2026-01-31T16:00:00Z"));
    private static final List<String> ZONES =
            List.of("UTC", "Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata");

    @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
    void sumsAreThoseOfAPlainMap(
            @ForAll("calls") List<Told> calls, @ForAll("zones") String zone, @ForAll long seed, @ForAll("windows") String window) {
        var tenant = tenant();
        var events = calls.stream().flatMap(each -> each.events(tenant).stream()).toList();

        store(events, new Random(seed));
        store(events, new Random(seed + 1));

        assertThat(summed(tenant, zone, window)).isEqualTo(modelled(calls, tenant, zone, window));
        var day = NIGHTS.getFirst().atOffset(ZoneOffset.UTC).toLocalDate();
        assertThat(new RollUps(DATABASE).rebuild(tenant, day, true).differences()).isEmpty();
    }

    @Provide
    Arbitrary<List<Told>> calls() {
        var at = Combinators.combine(
                        Arbitraries.of(NIGHTS), Arbitraries.longs().between(-40 * 24 * 60, 40 * 24 * 60))
                .as((night, minutes) -> night.plus(minutes, ChronoUnit.MINUTES));
        var near = Combinators.combine(Arbitraries.of(NIGHTS), Arbitraries.longs().between(-200, 200))
                .as((night, minutes) -> night.plus(minutes, ChronoUnit.MINUTES));
        var call = Combinators.combine(
                        Arbitraries.integers().between(1, 40),
                        Arbitraries.oneOf(at, near),
                        Arbitraries.of("a.b.c", "a.b.d", "e.f.g"),
                        Arbitraries.of("large", "small"),
                        Arbitraries.longs().between(0, 5_000).injectNull(0.1),
                        Arbitraries.longs().between(0, 5_000).injectNull(0.1),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.of(Fate.values()))
                .as(Told::new);
        return call.list().ofMinSize(1).ofMaxSize(40).map(LedgerPropertyTest::eachOnce);
    }

    @Provide
    Arbitrary<String> zones() {
        return Arbitraries.of(ZONES);
    }

    @Provide
    Arbitrary<String> windows() {
        return Arbitraries.of("day", "month");
    }

    private static List<Told> eachOnce(List<Told> all) {
        var byNumber = new TreeMap<Integer, Told>();
        for (var each : all) byNumber.putIfAbsent(each.number, each);
        return List.copyOf(byNumber.values());
    }

    /// Two writers share the batches; some of their transactions are lost with all they did and come again.
    private static void store(List<UsageRecorded> events, Random random) {
        var told = new ArrayList<>(events);
        told.addAll(events.subList(0, events.size() / 2));
        Collections.shuffle(told, random);
        var batches = new ConcurrentLinkedQueue<List<UsageRecorded>>();
        for (int from = 0; from < told.size(); ) {
            int to = Math.min(told.size(), from + 1 + random.nextInt(9));
            batches.add(List.copyOf(told.subList(from, to)));
            from = to;
        }
        Callable<Boolean> writer = () -> {
            for (var batch = batches.poll(); batch != null; batch = batches.poll()) {
                if (batch.hashCode() % 4 == 0) killed(batch);
                while (!stored(batch)) killed(batch);
            }
            return true;
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var end : threads.invokeAll(List.of(writer, writer))) end.get();
        } catch (Exception e) {
            throw new IllegalStateException("a writer failed", e);
        }
    }

    /// @return false if the database chose this writer as the one that gives way
    private static boolean stored(List<UsageRecorded> batch) {
        try {
            DATABASE.useProjection(handle -> LEDGER.add(handle, batch));
            return true;
        } catch (JdbiException e) {
            if (e.getCause() instanceof SQLException sql && "40P01".equals(sql.getSQLState())) return false;
            throw e;
        }
    }

    /// All that a batch does, and then the writer is gone.
    private static void killed(List<UsageRecorded> batch) {
        assertThatThrownBy(() -> DATABASE.useProjection(handle -> {
                    LEDGER.add(handle, batch);
                    throw new IllegalStateException("killed");
                }))
                .isInstanceOf(RuntimeException.class);
    }

    private static Map<String, Sum> summed(TenantId tenant, String zone, String window) {
        var question = new UsageQuestion(
                Instant.parse("2025-01-01T00:00:00Z"),
                Instant.parse("2027-01-01T00:00:00Z"),
                window,
                ZoneId.of(zone),
                List.of(Dimension.SCENARIO, Dimension.MODEL),
                Map.of());
        var sums = new TreeMap<String, Sum>();
        var answer = DATABASE.inTenant(tenant, handle -> UsageSums.answer(handle, question));
        for (var row : answer.rows()) {
            var key = "%s %s %s".formatted(row.start(), row.group().get("scenario"), row.group().get("model"));
            long nano = row.costs().stream().mapToLong(Money::nano).sum();
            sums.put(key, new Sum(row.calls(), row.errors(), orZero(row.inputTokens()), orZero(row.outputTokens()), nano));
        }
        return sums;
    }

    private static Map<String, Sum> modelled(List<Told> calls, TenantId tenant, String zone, String window) {
        var sums = new TreeMap<String, Sum>();
        for (var each : calls) {
            var start = each.at.atZone(ZoneId.of(zone)).truncatedTo(ChronoUnit.DAYS);
            if (window.equals("month")) start = start.withDayOfMonth(1);
            var key = "%s %s %s".formatted(start.toInstant(), each.scenario, each.model);
            sums.merge(key, each.sum(tenant), Sum::plus);
        }
        return sums;
    }

    private static long orZero(@Nullable Long value) {
        return value == null ? 0 : value;
    }

    private static TenantId tenant() {
        return asSuperuser(handle -> new TenantId(handle.createQuery(
                        "insert into tenant (name, title) values (:name, 'Property') returning id")
                .bind("name", "p-" + UUID.randomUUID().toString().substring(0, 18))
                .mapTo(UUID.class)
                .one()));
    }

    /// What becomes of the news of a call.
    enum Fate {
        /// It is told.
        TOLD,
        /// The platform estimates it, because its worker was lost, and nobody ever tells more.
        ESTIMATED,
        /// It is estimated, and told all the same.
        CORRECTED,
        /// It failed.
        FAILED
    }

    /// A call and what is told of it.
    ///
    /// @param version of the price
    record Told(
            int number,
            Instant at,
            String scenario,
            String model,
            @Nullable Long input,
            @Nullable Long output,
            int version,
            Fate fate) {
        private static final long CEILING = 9_999_999;

        List<UsageRecorded> events(TenantId tenant) {
            return switch (fate) {
                case TOLD, FAILED -> List.of(told(tenant));
                case ESTIMATED -> List.of(estimate(tenant));
                case CORRECTED -> List.of(estimate(tenant), told(tenant));
            };
        }

        /// What it adds to the sums in the end.
        Sum sum(TenantId tenant) {
            var told = told(tenant);
            long cost = orZero(told.costNano());
            return switch (fate) {
                case TOLD -> new Sum(1, 0, orZero(input), orZero(output), cost);
                case FAILED -> new Sum(1, 1, 0, 0, 0);
                case ESTIMATED -> new Sum(1, 1, 0, 0, CEILING);
                case CORRECTED -> new Sum(1, 0, orZero(told(input)), orZero(told(output)), cost);
            };
        }

        /// While nobody knows what an estimated call cost, what it was charged stays: such a correction tells all.
        private @Nullable Long told(@Nullable Long units) {
            return fate == Fate.CORRECTED ? Long.valueOf(orZero(units)) : units;
        }

        private UsageRecorded told(TenantId tenant) {
            if (fate == Fate.FAILED) return event(tenant, Units.UNKNOWN, null, UsageSource.PROVIDER, "model-timeout");
            var units = new Units(told(input), null, told(output), null);
            return event(tenant, units, Cost.of(price(), units).orElse(null), UsageSource.PROVIDER, null);
        }

        private UsageRecorded estimate(TenantId tenant) {
            return event(tenant, Units.UNKNOWN, CEILING, UsageSource.ESTIMATED, "worker-lost");
        }

        private Price price() {
            return new Price(new UUID(7, version), "CNY", 100_000L * version, 50_000L, 300_000L * version, 17L * version);
        }

        private UsageRecorded event(
                TenantId tenant,
                Units units,
                @Nullable Long cost,
                UsageSource source,
                @Nullable String error) {
            var ref = new InvocationRef(tenant.value(), new UUID(at.toEpochMilli() << 16 | 0x7000L, 1L << 63 | number), 1);
            var address = StepAddress.of("draft");
            var id = UsageIds.of(ref, address, number);
            var call = new Call(id, address, number, CallKind.MODEL, null, "p", model, price(), at, CEILING);
            return new UsageRecorded(
                    ref,
                    call,
                    scenario,
                    "app",
                    1,
                    "production",
                    "user:jo",
                    null,
                    "large",
                    units,
                    cost,
                    cost == null ? null : "CNY",
                    source,
                    error,
                    1.0,
                    at.plus(Duration.ofDays(number % 36)));
        }
    }

    record Sum(long calls, long errors, long input, long output, long nano) {
        Sum plus(Sum other) {
            return new Sum(
                    calls + other.calls,
                    errors + other.errors,
                    input + other.input,
                    output + other.output,
                    nano + other.nano);
        }
    }
}
