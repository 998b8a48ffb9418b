package io.flotilla.platform.invocation;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Writes server-sent events, numbered from 1 without a gap. Each event leaves at once.
final class EventStream {
    private final OutputStream out;
    private final ObjectMapper json;
    private final long after;
    private long last;

    /// @param after the last event that the reader already has; those up to it are counted and not written
    EventStream(OutputStream out, ObjectMapper json, long after) {
        this.out = out;
        this.json = json;
        this.after = after;
    }

    void event(String name, Object data) throws IOException {
        last++;
        if (last <= after) return;
        write("id: %d\nevent: %s\ndata: %s\n\n".formatted(last, name, json.writeValueAsString(data)));
    }

    /// A comment, so that nobody between here and the reader thinks the connection idle.
    void ping() throws IOException {
        write(": ping\n\n");
    }

    long last() {
        return last;
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
