package io.flotilla.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.flotilla.messages.ControlMessage.StopInvocation;
import io.flotilla.messages.ControlMessage.StopReason;
import io.flotilla.messages.InvocationEvent.CallDispatched;
import io.flotilla.messages.InvocationEvent.InvocationCancelled;
import io.flotilla.messages.InvocationEvent.InvocationStarted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Every message against its golden file under `src/test/resources/golden`: what is on Kafka now is read by the next
/// version too. A wanted change of form: run with `-Dflotilla.golden=write`, and read the difference before committing
/// it.
class GoldenMessagesTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden");
    private static final JsonMapper PRETTY = new JsonMapper();

    static final List<Sample> SAMPLES = List.of(
            new Sample("InvocationRequested", Samples.requested()),
            new Sample("InvocationRequested-nobody-waits", Samples.requestedByNobodyWaiting()),
            event("InvocationStarted", new InvocationStarted(Samples.REF, Samples.AT, "worker-1")),
            event("CallDispatched", new CallDispatched(Samples.REF, Samples.AT, Samples.call(), "small")),
            event("StepFinished", Samples.stepFinished()),
            event("InvocationSucceeded", Samples.succeeded()),
            event("InvocationFailed", Samples.failed()),
            event("InvocationCancelled", new InvocationCancelled(Samples.REF, Samples.AT, Samples.TIMING)),
            control("StopInvocation", new StopInvocation(Samples.REF, Samples.AT, StopReason.SUPERSEDED)),
            control("ProbeRequested-provider", Samples.probeOfAProvider()),
            control("ProbeRequested-connector", Samples.probeOfAConnector()),
            control("ProbeAnswered", Samples.probeAnswered()),
            new Sample("ResolvedRoute-cascade", Samples.cascade()),
            new Sample("ResolvedRoute-split", Samples.split()),
            new Sample("UsageRecorded", CloudEvent.of(Samples.usage()), Wire::readUsage),
            new Sample("UsageRecorded-failed-call", CloudEvent.of(Samples.usageOfAFailedCall()), Wire::readUsage),
            new Sample("RunEnd", new RunEnd(Samples.succeeded(), List.of(Samples.usage()))),
            new Sample("ReplyFrame", new ReplyFrame(Samples.REF, 3, "step.delta", Samples.json("{\"text\":\"尊\"}"))),
            new Sample("WorkerHeartbeat", Samples.heartbeat()),
            new Sample("DeadLetter", Samples.deadLetter()),
            new Sample("SealedSecret", Samples.secret()));

    @ParameterizedTest
    @FieldSource("SAMPLES")
    void isWrittenAsItsGoldenFileSays(Sample sample) throws IOException {
        var written = pretty(Wire.write(sample.message));
        if ("write".equals(System.getProperty("flotilla.golden"))) Files.writeString(sample.file(), written);

        assertThat(written).isEqualTo(Files.readString(sample.file()));
    }

    @ParameterizedTest
    @FieldSource("SAMPLES")
    void isReadFromItsGoldenFile(Sample sample) throws IOException, UnreadableMessage {
        assertThat(sample.reading.from(Files.readAllBytes(sample.file()))).isEqualTo(sample.message);
    }

    private static String pretty(byte[] json) throws IOException {
        return PRETTY.writerWithDefaultPrettyPrinter().writeValueAsString(PRETTY.readTree(json)) + "\n";
    }

    private static Sample control(String name, ControlMessage message) {
        return new Sample(name, message, bytes -> Wire.read(bytes, ControlMessage.class));
    }

    private static Sample event(String name, InvocationEvent event) {
        return new Sample(name, event, bytes -> Wire.read(bytes, InvocationEvent.class));
    }

    record Sample(String name, Object message, Reading reading) {
        Sample(String name, Object message) {
            this(name, message, bytes -> Wire.read(bytes, message.getClass()));
        }

        Path file() {
            return FOLDER.resolve(name + ".json");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    interface Reading {
        Object from(byte[] bytes) throws UnreadableMessage, JsonProcessingException;
    }
}
