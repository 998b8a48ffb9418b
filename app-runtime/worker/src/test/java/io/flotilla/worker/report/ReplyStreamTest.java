package io.flotilla.worker.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.flotilla.engine.step.StepAddress;
import io.flotilla.messages.InvocationRef;
import io.flotilla.messages.ReplyFrame;
import io.flotilla.worker.ManualClock;
import io.flotilla.worker.Requests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReplyStreamTest {
    private static final StepAddress DRAFT = StepAddress.of("draft");

    private final ManualClock clock = new ManualClock();
    private final List<ReplyFrame> frames = new ArrayList<>();
    private final ReplyStream stream = new ReplyStream(
            new InvocationRef(UUID.randomUUID(), UUID.randomUUID(), 1), frames::add, clock, Duration.ofMillis(30));

    @Test
    void theFirstTextIsSentAtOnceAndTheRestIsGathered() {
        stream.delta(DRAFT, "a");
        assertThat(texts()).containsExactly("a");

        stream.delta(DRAFT, "b");
        stream.delta(DRAFT, "c");
        assertThat(texts()).containsExactly("a");

        clock.pass(Duration.ofMillis(30));
        assertThat(texts()).containsExactly("a", "bc");
    }

    @Test
    void afterAQuietTimeTextIsSentAtOnceAgain() {
        stream.delta(DRAFT, "a");
        clock.pass(Duration.ofMillis(100));

        stream.delta(DRAFT, "b");

        assertThat(texts()).containsExactly("a", "b");
    }

    @Test
    void aThousandPiecesInASecondBecomeAFewDozenFrames() {
        for (int i = 0; i < 1_000; i++) {
            stream.delta(DRAFT, "x");
            clock.pass(Duration.ofMillis(1));
        }
        clock.pass(Duration.ofMillis(30));

        assertThat(texts()).hasSizeBetween(25, 40);
        assertThat(String.join("", texts())).isEqualTo("x".repeat(1_000));
    }

    @Test
    void whatElseHappensComesAfterTheTextBeforeIt() {
        stream.delta(DRAFT, "a");
        stream.delta(DRAFT, "b");

        stream.event("step.finished", ReplyStream.about(DRAFT));

        assertThat(frames).extracting(ReplyFrame::name).containsExactly("step.delta", "step.delta", "step.finished");
        assertThat(frames).extracting(ReplyFrame::sequence).containsExactly(1L, 2L, 3L);
    }

    @Test
    void stepsSideBySideKeepTheirTextsApart() {
        var item = new StepAddress("draft", "1");
        stream.delta(DRAFT, "a");
        stream.delta(item, "1");
        stream.delta(DRAFT, "b");
        stream.delta(item, "2");
        clock.pass(Duration.ofMillis(30));

        assertThat(frames)
                .extracting(ReplyFrame::data)
                .containsExactly(
                        Requests.json("{\"step\":\"draft\",\"text\":\"a\"}"),
                        Requests.json("{\"step\":\"draft\",\"iteration\":\"1\",\"text\":\"12\"}"),
                        Requests.json("{\"step\":\"draft\",\"text\":\"b\"}"));
    }

    @Test
    void aMutedStreamSaysNothingMore() {
        stream.delta(DRAFT, "a");
        stream.delta(DRAFT, "b");

        stream.mute();
        clock.pass(Duration.ofMillis(30));
        stream.event("step.finished", ReplyStream.about(DRAFT));

        assertThat(texts()).containsExactly("a");
    }

    private List<String> texts() {
        return frames.stream().map(frame -> frame.data().path("text").asText()).toList();
    }
}
