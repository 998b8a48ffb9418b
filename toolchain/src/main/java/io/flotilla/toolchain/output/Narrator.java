package io.flotilla.toolchain.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.flotilla.engine.chain.RunListener;
import io.flotilla.engine.chain.RunResult;
import io.flotilla.engine.chain.StepEnd;
import io.flotilla.engine.control.Fault;
import io.flotilla.engine.step.Call;
import io.flotilla.engine.step.CallEnd;
import io.flotilla.engine.step.CallTarget;
import io.flotilla.engine.step.StepAddress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/// Tells a local run as it happens: texts to standard output, the course of it to standard error.
public final class Narrator implements RunListener {
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean json;
    private boolean midLine;

    /// @param json prints the output alone
    public Narrator(PrintWriter out, PrintWriter err, boolean json) {
        this.out = out;
        this.err = err;
        this.json = json;
    }

    @Override
    public void stepStarted(StepAddress at, String type) {
        tell("%s (%s) ...".formatted(name(at), type));
    }

    @Override
    public void delta(StepAddress at, String text) {
        if (json) return;
        out.print(text);
        out.flush();
        midLine = !text.endsWith("\n");
    }

    @Override
    public void stepRetrying(StepAddress at, int tries, Fault fault, Duration delay) {
        tell("%s: %s; again in %d ms".formatted(name(at), fault.detail(), delay.toMillis()));
    }

    @Override
    public void stepFinished(StepEnd end) {
        var fault = end.fault();
        tell("%s %s%s"
                .formatted(
                        name(end.at()),
                        end.state().toString().toLowerCase(Locale.ROOT),
                        fault == null ? "" : ": " + fault.detail()));
    }

    @Override
    public void callDispatched(Call call) {
        // the step's start was told already
    }

    @Override
    public void callEnded(CallEnd end) {
        var usage = end.usage();
        if (usage.isUnknown()) return;
        tell("  %s: %s input, %s output tokens, %d ms"
                .formatted(
                        called(end.call().target()),
                        usage.input(),
                        usage.output(),
                        end.duration().toMillis()));
    }

    /// Prints the output.
    public void succeeded(RunResult.Succeeded result) {
        tell("");
        out.println(text(result.output()));
        var timing = result.timing();
        tell("%d ms, of which %d ms in models; %s"
                .formatted(timing.running().toMillis(), timing.model().toMillis(), Counted.of(timing.calls(), "call")));
    }

    /// Prints why there is none.
    public void failed(RunResult.Failed result) {
        var at = result.at();
        if (json) {
            var problem = JsonNodeFactory.instance.objectNode();
            if (at != null) problem.put("step", name(at));
            err.println(problem.put("code", result.fault().code().code())
                    .put("detail", result.fault().detail())
                    .toPrettyString());
            return;
        }
        tell("");
        err.printf(
                "%s%s: %s%n",
                at == null ? "" : "step " + name(at) + ": ",
                result.fault().code().code(),
                result.fault().detail());
    }

    private String text(JsonNode output) {
        return output.isTextual() && !json ? output.asText() : output.toPrettyString();
    }

    private void tell(String what) {
        if (json) return;
        if (midLine) out.println();
        midLine = false;
        out.flush();
        if (!what.isEmpty()) err.println(what);
    }

    private static String called(CallTarget target) {
        return switch (target) {
            case CallTarget.OfModel model -> model.model();
            case CallTarget.OfConnector connector -> connector.connector() + "." + connector.operation();
        };
    }

    private static String name(StepAddress at) {
        return at.iteration().isEmpty() ? at.step() : "%s[%s]".formatted(at.step(), at.iteration());
    }
}
