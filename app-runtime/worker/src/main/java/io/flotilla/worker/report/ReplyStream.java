package io.flotilla.worker.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flotilla.engine.control.Registration;
import io.flotilla.engine.control.RunClock;
import io.flotilla.engine.step.StepAddress;
import io.flotilla.messages.InvocationRef;
import io.flotilla.messages.ReplyFrame;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The frames of one run, numbered without a gap. Text is sent at once when a step was quiet, and gathered while it flows;
/// whatever else happens is told after the text that came before it.
final class ReplyStream {
    private final InvocationRef ref;
    private final Consumer<ReplyFrame> out;
    private final RunClock clock;
    private final Duration interval;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<StepAddress, StringBuilder> gathered = new LinkedHashMap<>();
    private long sequence;
    private volatile boolean muted;
    private @Nullable Registration alarm;

    ReplyStream(InvocationRef ref, Consumer<ReplyFrame> out, RunClock clock, Duration interval) {
        this.ref = ref;
        this.out = out;
        this.clock = clock;
        this.interval = interval;
    }

    /// The next piece of a step's text.
    void delta(StepAddress at, String text) {
        lock.lock();
        try {
            if (alarm != null) {
                gathered.computeIfAbsent(at, step -> new StringBuilder()).append(text);
                return;
            }
            sendDelta(at, text);
            alarm = clock.alarm(interval, this::sendGathered);
        } finally {
            lock.unlock();
        }
    }

    /// Anything but text.
    void event(String name, JsonNode data) {
        lock.lock();
        try {
            flush();
            send(name, data);
        } finally {
            lock.unlock();
        }
    }

    /// Nothing more is sent.
    void mute() {
        muted = true;
    }

    /// The start of an event's data: which step it is about.
    static ObjectNode about(StepAddress at) {
        var data = JsonNodeFactory.instance.objectNode().put("step", at.step());
        if (!at.iteration().isEmpty()) data.put("iteration", at.iteration());
        return data;
    }

    private void sendGathered() {
        lock.lock();
        try {
            alarm = null;
            if (gathered.isEmpty()) return;
            flush();
            alarm = clock.alarm(interval, this::sendGathered);
        } finally {
            lock.unlock();
        }
    }

    private void flush() {
        gathered.forEach((at, text) -> sendDelta(at, text.toString()));
        gathered.clear();
    }

    private void sendDelta(StepAddress at, String text) {
        send("step.delta", about(at).put("text", text));
    }

    private void send(String name, JsonNode data) {
        if (!muted) out.accept(new ReplyFrame(ref, ++sequence, name, data));
    }
}
