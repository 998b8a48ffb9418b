package io.flotilla.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.acceptance.Api;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
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

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Option(names = "--count", defaultValue = "300", description = "Invocations that count. Default: ${DEFAULT-VALUE}.")
    int count = 300;

    @Option(
            names = "--warm-up",
            defaultValue = "300",
            description = "Invocations before, not counted: a young JVM is slow. Default: ${DEFAULT-VALUE}.")
    int warmUp = 300;

    @Option(
            names = "--model-millis",
            defaultValue = "50",
            description = "How long the scripted model takes. Default: ${DEFAULT-VALUE}.")
    int modelMillis = 50;

    @Override
    public Integer call() throws Exception {
        var out = spec.commandLine().getOut();
        var stack = RunningStack.find();
        out.printf("%d invocations after %d to warm up, one at a time, model %d ms%n", count, warmUp, modelMillis);
        try (var kafka = new RawKafka(stack.kafkaBootstrap())) {
            out.println("raw Kafka round trip before   "
                    + kafka.roundTrips(warmUp, count).summary());
            invocations(out, stack.api());
            out.println("raw Kafka round trip after    "
                    + kafka.roundTrips(0, count).summary());
        }
        return 0;
    }

    private void invocations(PrintWriter out, Api api) throws Exception {
        BenchApp.release(api, APP);
        var inputs = "{\"inputs\": {\"text\": \"[[delay %dms]] [[say done]]\"}}".formatted(modelMillis);
        var client = new Latencies();
        var added = new Latencies();
        var reported = new Latencies();
        for (int i = 0; i < warmUp + count; i++) {
            long started = System.nanoTime();
            var invocation =
                    api.post("/v1/apps/" + APP + "/invocations", inputs).expect(200);
            double total = (System.nanoTime() - started) / 1e6;
            if (i < warmUp) continue;
            var timing = timing(invocation);
            client.recordMillis(total);
            added.recordMillis(total - timing.path("modelMillis").asDouble());
            reported.recordMillis(timing.path("overheadMillis").asDouble());
        }
        out.println("invocation, seen by client    " + client.summary());
        out.println("  added to the model's time   " + added.summary());
        out.println("  overhead the API reports    " + reported.summary());
    }

    private static JsonNode timing(JsonNode invocation) {
        if (!invocation.path("state").asText().equals("succeeded")) {
            throw new IllegalStateException("an invocation did not succeed: " + invocation);
        }
        return invocation.path("timing");
    }
}
