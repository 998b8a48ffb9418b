package io.flotilla.engine.model.openai;

import static io.flotilla.engine.model.openai.OpenAiBench.LIMITS;
import static io.flotilla.engine.model.openai.OpenAiBench.json;
import static io.flotilla.engine.model.openai.OpenAiBench.piece;
import static io.flotilla.engine.testing.RawServer.stream;
import static org.assertj.core.api.Assertions.assertThat;

import io.flotilla.engine.control.Fault;
import io.flotilla.engine.control.FaultCode;
import io.flotilla.engine.model.ChatOutcome.Failed;
import io.flotilla.engine.model.ModelFailure;
import io.flotilla.engine.model.TokenUsage;
import io.flotilla.engine.testing.RawServer;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Time limits, and being stopped.
class OpenAiStopTest {
    private final OpenAiBench bench = new OpenAiBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aServerThatNeverAnswersRunsOutOfTime(boolean streaming) throws IOException {
        try (var server = RawServer.stalling("")) {
            var outcome = bench.askAside(server, streaming);
            server.awaitRequest();

            bench.clock.advance(streaming ? LIMITS.firstFrame() : LIMITS.total());

            assertThat(outcome.join()).isEqualTo(new Failed(ModelFailure.TIMEOUT));
            server.awaitCallerGone();
        }
    }

    @Test
    void commentsAloneAreNoAnswer() throws IOException {
        try (var server = RawServer.stalling(stream(": keep-alive\n\n: keep-alive\n\n"))) {
            var outcome = bench.askAside(server, true);
            server.awaitRequest();

            bench.clock.advance(LIMITS.firstFrame());

            assertThat(outcome.join()).isEqualTo(new Failed(ModelFailure.TIMEOUT));
        }
    }

    @Test
    void aStreamThatStallsRunsOutOfTime() throws IOException {
        try (var server = RawServer.stalling(stream(piece("{\"content\": \"a\"}", "null")))) {
            var outcome = bench.askAside(server, true);
            bench.awaitDelta();

            bench.clock.advance(LIMITS.nextFrame());

            assertThat(outcome.join()).isEqualTo(new Failed(ModelFailure.TIMEOUT, null, "a", TokenUsage.UNKNOWN));
            server.awaitCallerGone();
        }
    }

    @Test
    void stoppingClosesTheCallToTheProvider() throws IOException {
        try (var server = RawServer.stalling(stream(piece("{\"content\": \"a\"}", "null")))) {
            var outcome = bench.askAside(server, true);
            bench.awaitDelta();

            bench.cancellation.cancel(new Fault(FaultCode.CANCELLED, "stop"));

            server.awaitCallerGone();
            assertThat(outcome.join()).isEqualTo(new Failed(ModelFailure.CANCELLED, null, "a", TokenUsage.UNKNOWN));
        }
    }

    @Test
    void stoppingBeforeTheFirstByteClosesTheCallToo() throws IOException {
        try (var server = RawServer.stalling("")) {
            var outcome = bench.askAside(server, false);
            server.awaitRequest();

            bench.cancellation.cancel(new Fault(FaultCode.CANCELLED, "stop"));

            server.awaitCallerGone();
            assertThat(outcome.join()).isEqualTo(new Failed(ModelFailure.CANCELLED));
        }
    }

    @Test
    void makesNoCallThatIsStoppedAlready() throws IOException {
        bench.cancellation.cancel(new Fault(FaultCode.CANCELLED, "stop"));
        try (var server = RawServer.sending(json("{}"))) {
            assertThat(bench.ask(server, false)).isEqualTo(new Failed(ModelFailure.CANCELLED));
            assertThat(server.requests()).isEmpty();
        }
    }
}
