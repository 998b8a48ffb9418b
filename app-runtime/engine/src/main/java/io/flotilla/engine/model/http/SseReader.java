package io.flotilla.engine.model.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads server-sent events: comments are passed over, `data` may span lines, lines may end in LF, CR or CRLF.
public final class SseReader {
    private final InputStream in;
    private final int maxBytes;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    private boolean afterCarriageReturn;
    private boolean first = true;

    SseReader(InputStream in, int maxBytes) {
        this.in = new BufferedInputStream(in, 8192);
        this.maxBytes = maxBytes;
    }

    /// One event with data.
    ///
    /// @param name the `event` field; `message` when there is none
    public record Event(String name, String data) {}

    /// The next event, or null at the end of the stream. An event that the end cuts off counts if all its lines are
    /// whole.
    @Nullable
    Event next() throws IOException {
        var data = new StringBuilder();
        boolean hasData = false;
        String name = "message";
        while (true) {
            var text = readLine();
            if (text == null) return hasData ? new Event(name, data.toString()) : null;
            if (text.isEmpty()) {
                if (hasData) return new Event(name, data.toString());
                name = "message";
                continue;
            }
            int colon = text.indexOf(':');
            if (colon == 0) continue;
            var field = colon < 0 ? text : text.substring(0, colon);
            var value = colon < 0 ? "" : text.substring(text.startsWith(" ", colon + 1) ? colon + 2 : colon + 1);
            if (field.equals("event")) name = value;
            if (field.equals("data")) {
                if (hasData) data.append('\n');
                hasData = true;
                data.append(value);
                if (data.length() > maxBytes) throw new UnreadableAnswer();
            }
        }
    }

    /// A whole line without its end; null at the end of the stream, also when a line was begun.
    private @Nullable String readLine() throws IOException {
        line.reset();
        while (true) {
            int next = in.read();
            if (next < 0) return null;
            boolean second = afterCarriageReturn && next == '\n';
            afterCarriageReturn = next == '\r';
            if (second) continue;
            if (next == '\n' || next == '\r') return text();
            line.write(next);
            if (line.size() > maxBytes) throw new UnreadableAnswer();
        }
    }

    private String text() {
        var text = line.toString(StandardCharsets.UTF_8);
        boolean hasMark = first && text.startsWith("\uFEFF");
        first = false;
        return hasMark ? text.substring(1) : text;
    }
}
