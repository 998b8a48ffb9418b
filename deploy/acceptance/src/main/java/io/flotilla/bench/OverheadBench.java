package io.flotilla.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.acceptance.Api;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// What an invocation adds to its model's own time on an idle stack, beside this machine's raw Kafka round trip.
@Command(
        name = "overhead",
        description = {
            "What an invocation adds to its model's own time, one at a time on an idle stack,",
            "beside the machine's raw Kafka round trip in the same run.",
        },
        mixinStandardHelpOptions = true)
final class OverheadBench implements Callable<Integer> {
    private static final String APP = "bench-one-step";
    private static final int WARM_UP_AT_A_TIME = 16;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Option(names = "--count", defaultValue = "300", description = "Invocations that count. Default: ${DEFAULT-VALUE}.")
    int count = 300;

    @Option(
            names = "--warm-up",
            defaultValue = "4000",
            description = "Invocations before, several at a time, not counted: a young JVM is slow."
                    + " Default: ${DEFAULT-VALUE}.")
    int warmUp = 4_000;

    @Option(
            names = "--model-millis",
            defaultValue = "50",
            description = "How long the scripted model takes. Default: ${DEFAULT-VALUE}.")
    int modelMillis = 50;

    @Override
    public Integer call() throws Exception {
        var out = spec.commandLine().getOut();
        var stack = RunningStack.find();
        out.printf("%d invocations one at a time, after %d to warm up; model %d ms%n", count, warmUp, modelMillis);
        try (var kafka = new RawKafka(stack.kafkaBootstrap())) {
            out.println("raw Kafka round trip before   "
                    + kafka.roundTrips(count, count).summary());
            invocations(out, stack.api());
            out.println("raw Kafka round trip after    "
                    + kafka.roundTrips(0, count).summary());
        }
        return 0;
    }

    private void invocations(PrintWriter out, Api api) throws Exception {
        BenchApp.release(api, APP);
        var inputs = "{\"inputs\": {\"text\": \"[[delay %dms]] [[say done]]\"}}".formatted(modelMillis);
        warmUp(api, inputs);
        var client = new Latencies();
        var added = new Latencies();
        var reported = new Latencies();
        for (int i = 0; i < count; i++) {
            long started = System.nanoTime();
            var timing = timing(run(api, inputs));
            double total = (System.nanoTime() - started) / 1e6;
            client.recordMillis(total);
            added.recordMillis(total - timing.path("modelMillis").asDouble());
            reported.recordMillis(timing.path("overheadMillis").asDouble());
        }
        out.println("invocation, seen by client    " + client.summary());
        out.println("  added to the model's time   " + added.summary());
        out.println("  overhead the API reports    " + reported.summary());
    }

    private void warmUp(Api api, String inputs) throws Exception {
        try (var executor = Executors.newFixedThreadPool(
                WARM_UP_AT_A_TIME, Thread.ofVirtual().factory())) {
            var all = Collections.nCopies(warmUp, (Callable<JsonNode>) () -> timing(run(api, inputs)));
            for (var each : executor.invokeAll(all)) each.get();
        }
    }

    private static JsonNode run(Api api, String inputs) throws IOException, InterruptedException {
        return api.post("/v1/apps/" + APP + "/invocations", inputs).expect(200);
    }

    private static JsonNode timing(JsonNode invocation) {
        if (!invocation.path("state").asText().equals("succeeded")) {
            throw new IllegalStateException("an invocation did not succeed: " + invocation);
        }
        return invocation.path("timing");
    }
}
