package io.flotilla.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.flotilla.local.LocalStack;
import io.flotilla.local.Progress;
import io.flotilla.local.StackOptions;
import io.flotilla.local.demo.Demo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// The whole of Flotilla for the tests of this module: started by the first that asks, with two platforms and two workers, stopped
/// with the JVM.
/// A lost worker is noticed after four seconds instead of fifteen.
final class Flotilla {
    private static final JsonMapper JSON = new JsonMapper();

    private final LocalStack stack;
    private final Map<String, String> env;

    private Flotilla(LocalStack stack) {
        this.stack = stack;
        this.env = stack.localEnv();
    }

    /// The one that runs.
    static Flotilla running() {
        return Holder.FLOTILLA;
    }

    LocalStack stack() {
        return stack;
    }

    String env(String name) {
        var value = env.get(name);
        if (value == null) throw new IllegalStateException("local.env has no " + name);
        return value;
    }

    /// The platform with the demo tenant's key.
    Api demo() {
        return new Api(env("FLOTILLA_URL"), env("FLOTILLA_API_KEY"));
    }

    /// The platform with the other tenant's key.
    Api rival() {
        return demo().with(env("FLOTILLA_RIVAL_API_KEY"));
    }

    /// A name nobody used.
    static String fresh(String name) {
        return name + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /// How often the sandbox served each call, by the id the worker sent with it.
    Map<String, Integer> servedCalls() throws IOException, InterruptedException {
        var counts = new TreeMap<String, Integer>();
        var answer = sandbox("GET");
        answer.path("byRequest").properties().forEach(entry -> counts.put(
                entry.getKey(), entry.getValue().asInt()));
        return counts;
    }

    /// The tokens that the sandbox counted for each call that it answered, by the same id.
    JsonNode servedUsage() throws IOException, InterruptedException {
        return sandbox("GET").path("usageByRequest");
    }

    /// Forgets the calls served so far.
    void forgetServedCalls() throws IOException, InterruptedException {
        sandbox("DELETE");
    }

    /// How many invocations a worker runs now, by its own metrics.
    double runsOf(String worker) throws IOException, InterruptedException {
        var address = stack.reports().stream()
                .filter(report -> report.name().equals(worker))
                .findFirst()
                .orElseThrow()
                .address();
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(address + "/q/metrics")).build();
            return http.send(request, BodyHandlers.ofLines())
                    .body()
                    .filter(line -> line.startsWith("flotilla_runs_running"))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                    .sum();
        }
    }

    private JsonNode sandbox(String method) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var address = URI.create(env("FLOTILLA_MODEL_URL").replaceFirst("/v1/?$", "") + "/sandbox/calls");
            var request = HttpRequest.newBuilder(address)
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .build();
            var body = http.send(request, BodyHandlers.ofString()).body();
            return body.isBlank() ? JSON.createObjectNode() : JSON.readTree(body);
        }
    }

    private static final class Holder {
        private static final Flotilla FLOTILLA = start();

        private static Flotilla start() {
            try {
                var options = StackOptions.in(Files.createTempDirectory("flotilla-acceptance"))
                        .onFreePorts()
                        .withPlatforms(2)
                        .withWorkers(2)
                        .withEnvironment(Map.of("FLOTILLA_TAKEOVER_SILENCE", "4s"));
                var stack = LocalStack.start(options, Progress.silent());
                Runtime.getRuntime().addShutdownHook(new Thread(stack::close));
                Demo.seed(stack.folder(), Map.of());
                return new Flotilla(stack);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
