package io.flotilla.bench;

import io.flotilla.acceptance.Api;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Whether many tenants make the platform slower for each: the key check and admission with one tenant in the database, and
/// then with thousands, in one run.
@Command(
        name = "tenants",
        description = {
            "The key check and admission with one tenant, then with thousands in the same database.",
            "Every call uses a key that was not used before, so that none is remembered; with many tenants,",
            "calls are spread over as many of them as there are calls.",
            "What it makes stays: ./flotilla reset removes it.",
        },
        mixinStandardHelpOptions = true)
final class TenantsBench implements Callable<Integer> {
    private static final int APPS = 5;
    private static final int ROUNDS = 3;
    private static final double GOAL = 1.2;
    private static final String DEFINITION = """
            apiVersion: flotilla.io/v1
            kind: App
            metadata: {name: %s}
            spec:
              scenario: finance.banking.complaint-reply
              inputs: {type: object, required: [text], properties: {text: {type: string}}}
              models: {main: {use: sandbox-scripted}}
              steps:
                - {id: say, type: transform, value: "Say it: {{ inputs.text }}"}
                - {id: ask, type: prompt, model: main, when: inputs.text == 'ask', user: "{{ inputs.text }}"}
              output: "{{ steps.say }}"
            """;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Option(names = "--tenants", defaultValue = "10000", description = "Default: ${DEFAULT-VALUE}.")
    int tenants = 10_000;

    @Option(names = "--keys", defaultValue = "20", description = "Keys of each. Default: ${DEFAULT-VALUE}.")
    int keysEach = 20;

    @Option(names = "--count", defaultValue = "400", description = "Calls that count. Default: ${DEFAULT-VALUE}.")
    int count = 400;

    @Option(names = "--warm-up", defaultValue = "2000", description = "Calls before all. Default: ${DEFAULT-VALUE}.")
    int warmUp = 2_000;

    @Option(names = "--folder", defaultValue = ".flotilla", description = "The stack's. Default: ${DEFAULT-VALUE}.")
    Path folder = Path.of(".flotilla");

    @Override
    public Integer call() throws Exception {
        if (keysEach < ROUNDS || tenants < 1) throw new IllegalArgumentException("At least one tenant and three keys.");
        var out = spec.commandLine().getOut();
        var run = Integer.toString(new Random().nextInt(36 * 36 * 36, 36 * 36 * 36 * 36), 36);
        var keys = new BenchKeys(run, folder.resolve("pepper"));
        var demo = RunningStack.find().api();
        try (var database = DriverManager.getConnection(
                RunningStack.variable("FLOTILLA_DATABASE_URL"),
                RunningStack.variable("FLOTILLA_DATABASE_USER"),
                RunningStack.variable("FLOTILLA_DATABASE_PASSWORD"))) {
            var seed = new TenantSeed(database, keys);
            int lone = warmUp + ROUNDS * count;
            seed.tenants(seed.tenantOf(demo.key().split("_")[1]), "bench-" + run, 1, lone, 0, false);
            demo.with(keys.text(0))
                    .put("/v1/models/sandbox-scripted", "{\"provider\": \"sandbox\", \"kind\": \"chat\"}")
                    .expect(201);
            for (int i = 0; i < APPS; i++) release(demo.with(keys.text(0)), "app-" + i);
            for (int i = 0; i < warmUp; i++) admit(demo.with(keys.text(ROUNDS * count + i)), i);
            out.printf("one tenant, %d apps%n", APPS);
            var one = measure(out, demo, (round, call) -> keys.text(round * count + call));

            long started = System.nanoTime();
            var template = seed.tenantOf(keys.prefix(0));
            seed.tenants(template, "bench-" + run + "-of", tenants, keysEach, lone, true);
            seed.execute("analyze");
            out.printf(
                    "%d tenants with %d keys and %d apps each, seeded in %d s%n",
                    tenants, keysEach, APPS, (System.nanoTime() - started) / 1_000_000_000);
            int apart = Math.max(1, tenants / count);
            var many = measure(
                    out, demo, (round, call) -> keys.text(lone + ((call * apart) % tenants) * keysEach + round));
            out.printf("many / one at p50: key check %.2f, admission %.2f (goal: at most %.1f)%n",
                    many.check / one.check, many.admission / one.admission, GOAL);
            return many.check <= GOAL * one.check && many.admission <= GOAL * one.admission ? 0 : 1;
        }
    }

    private Figures measure(PrintWriter out, Api api, Keys keys) throws Exception {
        var first = round(number -> admit(api.with(keys.of(0, number)), number));
        var check = round(number -> api.with(keys.of(1, number)).get("/v1/me").expect(200));
        var admission = round(number -> admit(api.with(keys.of(2, number)), number));
        out.println("  first admission   " + first.summary());
        out.println("  key check         " + check.summary());
        out.println("  admission         " + admission.summary());
        return new Figures(check.millisAt(50), admission.millisAt(50));
    }

    private Latencies round(Call call) throws Exception {
        var latencies = new Latencies();
        for (int i = 0; i < count; i++) {
            long started = System.nanoTime();
            call.make(i);
            latencies.record(System.nanoTime() - started);
        }
        return latencies;
    }

    private static void admit(Api caller, int number) throws Exception {
        caller.post(
                        "/v1/apps/app-%d/invocations".formatted(number % APPS),
                        "{\"inputs\": {\"text\": \"hello\"}}",
                        "Prefer",
                        "respond-async")
                .expect(202);
    }

    private static void release(Api api, String name) throws Exception {
        api.putYaml("/v1/apps/" + name, DEFINITION.formatted(name)).expect(201);
        api.post("/v1/apps/%s/releases".formatted(name), "{\"version\": 1}").expect(201);
    }

    /// Medians, in milliseconds.
    private record Figures(double check, double admission) {}

    /// A key that no other round and call have.
    private interface Keys {
        String of(int round, int call);
    }

    private interface Call {
        void make(int number) throws Exception;
    }
}
