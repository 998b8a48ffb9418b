package io.flotilla.bench;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flotilla.acceptance.Api;
import io.flotilla.local.process.Secrets;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// How fast usage is answered over a large ledger, and how fast the ledger takes usage events. The rows stay: run it on a
/// stack that is reset afterwards.
@Command(
        name = "ledger",
        description = {
            "How fast usage is answered over a ledger of ten million rows, how many usage events a second it takes,",
            "and how soon an invocation's usage is in the sums.",
            "The rows stay in the stack's database: ./flotilla reset afterwards.",
        },
        mixinStandardHelpOptions = true)
final class LedgerBench implements Callable<Integer> {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int CHUNK = 500_000;
    private static final String SCENARIO = "custom.bench.ledger";
    private static final String APP = "bench-ledger";
    private static final String INPUTS = "{\"inputs\": {\"text\": \"[[say done]]\"}}";

    /// Rows of the month, spread over its hours, with the ids that their invocations would have.
    private static final String ROWS =
            """
            insert into usage_event (tenant_id, invocation_id, id, called_at, attempt, scenario, app, version, environment, caller,
                                     step, iteration, kind, provider, model, route, calls, errors, input_tokens, cached_input_tokens,
                                     output_tokens, reasoning_tokens, cost_nano, currency, source, duration_millis, recorded_at)
            select cast(? as uuid),
                   cast(lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(md5(i::text), 1, 3) || '8'
                        || substr(md5(i::text), 4, 15) as uuid),
                   md5('bench' || i)::uuid, at, 1, 'custom.bench.scenario-' || i % 40, 'app-' || i % 12, 1 + i % 3, 'production',
                   'user:' || i % 25, 'draft', '', 'model', 'provider-' || i % 2, 'model-' || i % 5,
                   case when i % 3 = 0 then 'small' else 'large' end, 1, case when i % 50 = 0 then 1 else 0 end, 800 + i % 400, i % 100,
                   200 + i % 300, null, 1000000 + i % 1000, 'CNY', 'provider', 500, at
            from (select i, cast(? as timestamptz) + (i / ?::float8) * interval '30 days' as at
                  from generate_series(?::bigint, ?::bigint) i) g
            """;
    private static final String SUMS =
            """
            insert into usage_hour (tenant_id, hour, scenario, app, version, environment, caller, kind, provider, model, api_key_id, route,
                                    currency, calls, errors, input_tokens, cached_input_tokens, output_tokens, reasoning_tokens, cost_nano)
            select tenant_id, date_trunc('hour', called_at, 'UTC'), scenario, app, version, environment, caller, kind, provider, model,
                   api_key_id, route, currency, sum(calls), sum(errors), sum(input_tokens), sum(cached_input_tokens), sum(output_tokens),
                   sum(reasoning_tokens), sum(cost_nano)
            from usage_event where tenant_id = cast(? as uuid) and called_at >= ? and called_at < ? and app like 'app-%'
            group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13
            """;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Option(names = "--rows", defaultValue = "10000000", description = "Rows of the ledger; 0 asks about those that are there. Default: ${DEFAULT-VALUE}.")
    long rows = 10_000_000;

    @Option(names = "--events", defaultValue = "100000", description = "Events taken in. Default: ${DEFAULT-VALUE}.")
    int events = 100_000;

    @Option(
            names = "--invocations",
            defaultValue = "200",
            description = "Invocations after which usage is looked for. Default: ${DEFAULT-VALUE}.")
    int invocations = 200;

    @Override
    public Integer call() throws Exception {
        var out = spec.commandLine().getOut();
        var stack = RunningStack.find();
        var tenant = tenantId(stack.api().get("/v1/me").expect(200).path("tenant").asText());
        var month = YearMonth.now(ZoneOffset.UTC).minusMonths(1);
        if (rows > 0) generate(out, tenant, month);
        questions(out, stack.api(), month);
        ingest(out, stack, tenant);
        visible(out, stack.api());
        return 0;
    }

    private void generate(PrintWriter out, String tenant, YearMonth month) throws SQLException {
        var start = month.atDay(1).atStartOfDay(ZoneOffset.UTC).toOffsetDateTime();
        long begin = System.nanoTime();
        try (var connection = superuser()) {
            try (var insert = connection.prepareStatement(ROWS)) {
                for (long from = 0; from < rows; from += CHUNK) {
                    insert.setString(1, tenant);
                    insert.setObject(2, start);
                    insert.setDouble(3, rows);
                    insert.setLong(4, from);
                    insert.setLong(5, Math.min(from + CHUNK, rows) - 1);
                    insert.executeUpdate();
                }
            }
            try (var sums = connection.prepareStatement(SUMS)) {
                sums.setString(1, tenant);
                sums.setObject(2, start);
                sums.setObject(3, start.plusMonths(1));
                out.printf("%,d rows of the ledger, %,d sums by hour%n", rows, sums.executeUpdate());
            }
            try (var analyze = connection.createStatement()) {
                analyze.execute("vacuum analyze usage_event");
                analyze.execute("vacuum analyze usage_hour");
            }
        }
        out.printf("generated in %d s%n", (System.nanoTime() - begin) / 1_000_000_000);
    }

    private static void questions(PrintWriter out, Api api, YearMonth month) throws Exception {
        var span = "from=%sT00:00:00Z&to=%sT00:00:00Z".formatted(month.atDay(1), month.plusMonths(1).atDay(1));
        for (String question : List.of(
                "window=day&groupBy=scenario,model",
                "groupBy=app,model,route",
                "groupBy=scenario,version,member",
                "groupBy=industry,provider,environment",
                "window=month&zone=Asia/Shanghai&groupBy=scenario",
                "groupBy=scenario&model=model-1&route=small")) {
            var latencies = new Latencies();
            int rows = 0;
            for (int i = 0; i < 7; i++) {
                long started = System.nanoTime();
                rows = api.get("/v1/usage?%s&%s".formatted(span, question)).expect(200).path("rows").size();
                if (i >= 2) latencies.record(System.nanoTime() - started);
            }
            out.printf("%-50s %6d rows  %s%n", question, rows, latencies.summary());
        }
    }

    /// Events of one tenant are in one partition, and are taken by one instance: the slowest case.
    private void ingest(PrintWriter out, RunningStack stack, String tenant) throws Exception {
        var before = calls(stack.api());
        var now = Instant.now();
        var run = UUID.randomUUID();
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", stack.kafkaBootstrap(), "acks", "all", "linger.ms", "5"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            long begin = System.nanoTime();
            for (int i = 0; i < events; i++) {
                var value = JSON.writeValueAsString(event(tenant, run, i, now)).getBytes(StandardCharsets.UTF_8);
                producer.send(new ProducerRecord<>("flotilla.usage", tenant, value));
                if (i % 10 == 0) producer.send(new ProducerRecord<>("flotilla.usage", tenant, value));
            }
            producer.flush();
            long produced = System.nanoTime();
            while (calls(stack.api()) - before < events) Thread.sleep(20);
            double seconds = (System.nanoTime() - begin) / 1e9;
            out.printf(
                    "%,d events and every tenth again: produced in %.1f s, all in the ledger after %.1f s: %,.0f events a second%n",
                    events, (produced - begin) / 1e9, seconds, events / seconds);
        }
        long counted = calls(stack.api()) - before;
        out.printf("counted %,d, which is %s%n", counted, counted == events ? "exact" : "WRONG");
    }

    /// From the moment at which an invocation is seen to have ended until its call is seen in the sums.
    private void visible(PrintWriter out, Api api) throws Exception {
        BenchApp.release(api, APP);
        var address = "/v1/apps/" + APP + "/invocations";
        var waited = new Latencies();
        var left = new Latencies();
        long calls = calls(api, "app", APP);
        for (int i = 0; i < invocations; i++) {
            api.post(address, INPUTS).expect(200);
            waited.record(untilCounted(api, ++calls));
            var id = api.post(address, INPUTS, "Prefer", "respond-async").expect(202).path("id").asText();
            while (!api.get("/v1/invocations/" + id).expect(200).hasNonNull("finishedAt")) Thread.onSpinWait();
            left.record(untilCounted(api, ++calls));
        }
        out.println("usage visible after the answer               " + waited.summary());
        out.println("usage visible after the end, nobody waiting  " + left.summary());
    }

    private static long untilCounted(Api api, long calls) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        while (calls(api, "app", APP) < calls) Thread.onSpinWait();
        return System.nanoTime() - begin;
    }

    private static long calls(Api api, String dimension, String value) throws IOException, InterruptedException {
        return api.get("/v1/usage?%s=%s".formatted(dimension, value))
                .expect(200)
                .path("total")
                .path("calls")
                .asLong();
    }

    private static long calls(Api api) throws IOException, InterruptedException {
        return calls(api, "scenario", SCENARIO);
    }

    private static ObjectNode event(String tenant, UUID run, int i, Instant now) {
        var id = UUID.nameUUIDFromBytes("%s|%d".formatted(run, i).getBytes(StandardCharsets.UTF_8)).toString();
        var event = JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", id)
                .put("source", "/flotilla/worker")
                .put("type", "io.flotilla.usage.recorded.v1")
                .put("subject", uuid(now, i))
                .put("time", now.toString())
                .put("datacontenttype", "application/json");
        var data = event.putObject("data");
        data.putObject("ref").put("tenantId", tenant).put("invocationId", uuid(now, i)).put("attempt", 1);
        var call = data.putObject("call");
        call.put("id", id);
        call.putObject("at").put("step", "draft").put("iteration", "");
        call.put("number", 1).put("kind", "MODEL").put("provider", "bench").put("model", "model-" + i % 5);
        call.put("startedAt", now.toString());
        data.put("scenario", SCENARIO).put("app", "bench-" + i % 12).put("version", 1).put("environment", "production");
        data.put("caller", "user:bench").put("route", i % 3 == 0 ? "small" : "large");
        data.putObject("units").put("inputTokens", 800 + i % 400).put("outputTokens", 200 + i % 300);
        data.put("costNano", 1_000_000 + i % 1_000).put("currency", "CNY").put("source", "PROVIDER");
        data.put("durationMillis", 500.0).put("at", now.toString());
        return event;
    }

    private static String uuid(Instant now, int i) {
        return new UUID(now.toEpochMilli() << 16 | 0x7000L | i & 0xfff, 1L << 63 | i).toString();
    }

    private static String tenantId(String name) throws SQLException {
        try (var connection = superuser();
                var query = connection.prepareStatement("select id from tenant where name = ?")) {
            query.setString(1, name);
            try (var found = query.executeQuery()) {
                if (!found.next()) throw new IllegalStateException("no tenant " + name);
                return found.getString(1);
            }
        }
    }

    private static Connection superuser() throws SQLException {
        var folder = Path.of(requireNonNull(System.getProperty("flotilla.root")), ".flotilla");
        var password = Secrets.in(folder.resolve("secrets")).get("postgres");
        return DriverManager.getConnection(requireNonNull(System.getenv("FLOTILLA_DATABASE_URL")), "postgres", password);
    }
}
