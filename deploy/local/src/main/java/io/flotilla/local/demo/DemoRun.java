package io.flotilla.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.local.LocalEnv;
import io.flotilla.local.process.Await;
import io.flotilla.local.process.Columns;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/// Runs the demo app once and shows what a newcomer wants to see: the answer as it is written, and the bill.
public final class DemoRun {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Platform platform;
    private final PrintStream out;
    private Instant since = Instant.EPOCH;
    private String streaming = "";
    private JsonNode finished = Platform.JSON.getNodeFactory().nullNode();

    private DemoRun(Platform platform, PrintStream out) {
        this.platform = platform;
        this.out = out;
    }

    /// Runs it against the stack of this folder.
    ///
    /// @throws IllegalStateException when it does not succeed
    public static void show(Path folder, PrintStream out) {
        var stack = LocalEnv.read(folder);
        var platform = new Platform(stack.getOrDefault("FLOTILLA_URL", ""), stack.getOrDefault("FLOTILLA_API_KEY", ""), "");
        new DemoRun(platform, out).show();
    }

    private void show() {
        var inputs = DemoFiles.inputs().path(0);
        out.printf("%nThe demo app '%s' gets a complaint:%n%n  %s%n", DemoFiles.APP, inputs.path("text").asText());
        since = Clock.systemUTC().instant();
        platform.stream("/v1/apps/" + DemoFiles.APP + "/invocations", Map.of("inputs", inputs), this::event);
        if (!finished.path("state").asText().equals("succeeded")) {
            throw new IllegalStateException("the demo app did not succeed: " + finished);
        }
        out.printf("%nIts answer:%n%n%s%n", indented(reply(finished.path("output"))));
        showTiming();
        showUsage();
    }

    private void event(String name, JsonNode data) {
        if (name.equals("invocation.finished")) {
            if (!streaming.isEmpty()) out.println();
            finished = data;
        } else if (name.equals("step.delta")) {
            var step = data.path("step").asText();
            if (!step.equals(streaming)) out.printf("%n%nStep '%s' writes:%n%n  ", step);
            streaming = step;
            out.print(data.path("text").asText().replace("\n", "\n  "));
            out.flush();
        }
    }

    private void showTiming() {
        var timing = finished.path("timing");
        out.printf(
                "Time: %s queued, %s running, %s of it in the model; first words after %s.%n%n",
                millis(timing, "queuedMillis"),
                millis(timing, "runningMillis"),
                millis(timing, "modelMillis"),
                millis(timing, "firstTokenMillis"));
    }

    // The ledger's rows arrive a moment after the answer
    private void showUsage() {
        long calls = finished.path("usage").path("modelCalls").asLong();
        var path = "/v1/usage?groupBy=tenant,scenario,model&from=" + since;
        var usage = new AtomicReference<JsonNode>();
        boolean complete = Await.until(PATIENCE, Duration.ofMillis(200), () -> {
            usage.set(platform.get(path));
            return usage.get().path("total").path("calls").asLong() >= calls;
        });
        if (!complete) throw new IllegalStateException("the ledger does not show the run's calls: " + usage.get());
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("tenant", "scenario", "model", "calls", "input tokens", "output tokens", "cost"));
        for (JsonNode row : usage.get().path("rows")) {
            var group = row.path("group");
            rows.add(List.of(
                    group.path("tenant").asText("-"),
                    group.path("scenario").asText("-"),
                    group.path("model").asText("-"),
                    row.path("calls").asText("-"),
                    row.path("inputTokens").asText("-"),
                    row.path("outputTokens").asText("-"),
                    money(row.path("cost"))));
        }
        out.printf("What it used (./flotilla usage):%n%n");
        Columns.print(out, rows);
    }

    private static String millis(JsonNode timing, String name) {
        return timing.path(name).isNumber() ? "%.0f ms".formatted(timing.path(name).asDouble()) : "-";
    }

    private static String reply(JsonNode output) {
        if (output.isTextual()) return output.asText();
        return output.has("reply") ? output.path("reply").asText() : output.toPrettyString();
    }

    private static String indented(String text) {
        return text.strip().indent(2);
    }

    private static String money(JsonNode cost) {
        if (!cost.path("nano").isIntegralNumber()) return "-";
        return BigDecimal.valueOf(cost.path("nano").asLong(), 9).stripTrailingZeros().toPlainString() + " "
                + cost.path("currency").asText();
    }
}
