package io.flotilla.engine.model.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SseReaderTest {
    @Test
    void passesOverCommentsAndOtherFields() throws IOException {
        assertThat(data(": ping\n\nid: 7\nretry: 10\ndata: a\n\n: ping\ndata: b\n\n"))
                .containsExactly("a", "b");
    }

    @Test
    void takesEveryEndOfLineAndAByteOrderMark() throws IOException {
        assertThat(data("\uFEFFdata: a\r\n\r\ndata: b\r\rdata: c\n\n")).containsExactly("a", "b", "c");
    }

    @Test
    void joinsTheLinesOfOneEvent() throws IOException {
        assertThat(data("data: {\ndata: }\ndata\ndata:x\n\n")).containsExactly("{\n}\n\nx");
    }

    @Test
    void keepsLettersOfManyBytesWhole() throws IOException {
        assertThat(data("data: 您好，世界 🚢\n\n")).containsExactly("您好，世界 🚢");
    }

    @Test
    void dropsALineThatTheEndCutsOff() throws IOException {
        assertThat(data("data: a\n\ndata: b\n")).containsExactly("a", "b");
        assertThat(data("data: a\n\ndata: {\"half")).containsExactly("a");
    }

    @Test
    void refusesALineWithoutEnd() {
        var endless = "data: " + "x".repeat(2_000);

        assertThatThrownBy(() -> data(endless)).isInstanceOf(UnreadableAnswer.class);
    }

    private static List<String> data(String stream) throws IOException {
        var reader = new SseReader(new ByteArrayInputStream(stream.getBytes(StandardCharsets.UTF_8)), 1_000);
        var data = new ArrayList<String>();
        for (var event = reader.next(); event != null; event = reader.next()) data.add(event.data());
        return data;
    }
}
