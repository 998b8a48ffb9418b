package io.flotilla.engine.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.flotilla.engine.control.Fault;
import io.flotilla.engine.step.Call;
import io.flotilla.engine.step.CallEnd;
import io.flotilla.engine.step.CallTarget;
import io.flotilla.engine.step.StepAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/// Writes down what it is told, a line for each thing, and notices when two things are told at a time.
final class TestListener implements RunListener {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<CallEnd> calls = new CopyOnWriteArrayList<>();
    private final AtomicInteger inside = new AtomicInteger();

    /// All lines, or only those that begin with one of the words.
    List<String> lines(String... words) {
        var wanted = List.of(words);
        return lines.stream()
                .filter(line -> wanted.isEmpty() || wanted.stream().anyMatch(line::startsWith))
                .toList();
    }

    /// Waits for a line that begins with this word.
    void await(String word) {
        Awaitility.await().until(() -> !lines(word).isEmpty());
    }

    List<CallEnd> calls() {
        return calls;
    }

    @Override
    public void stepStarted(StepAddress at, String type) {
        tell("started %s (%s)".formatted(name(at), type));
    }

    @Override
    public void delta(StepAddress at, String text) {
        tell("delta %s: %s".formatted(name(at), text));
    }

    @Override
    public void stepRetrying(StepAddress at, int tries, Fault fault, Duration delay) {
        tell("retrying %s after %d: %s".formatted(name(at), tries, fault.code().code()));
    }

    @Override
    public void stepFinished(StepEnd end) {
        var fault = end.fault() == null ? "" : " " + end.fault().code().code();
        tell("finished %s %s%s".formatted(name(end.at()), end.state(), fault));
    }

    @Override
    public void callDispatched(Call call) {
        tell("dispatched %s#%d to %s".formatted(name(call.at()), call.number(), target(call.target())));
    }

    @Override
    public void callEnded(CallEnd end) {
        calls.add(end);
        var error = end.error() == null ? "ok" : end.error().code();
        tell("ended %s#%d %s".formatted(name(end.call().at()), end.call().number(), error));
    }

    private void tell(String line) {
        assertThat(inside.incrementAndGet()).isEqualTo(1);
        lines.add(line);
        inside.decrementAndGet();
    }

    private static String name(StepAddress at) {
        return at.iteration().isEmpty() ? at.step() : at.step() + "@" + at.iteration();
    }

    private static String target(CallTarget target) {
        return switch (target) {
            case CallTarget.OfModel model -> model.alias() + "/" + model.model();
            case CallTarget.OfConnector connector -> connector.connector() + "." + connector.operation();
        };
    }
}
