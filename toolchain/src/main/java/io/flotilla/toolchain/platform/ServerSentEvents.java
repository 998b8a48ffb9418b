package io.flotilla.toolchain.platform;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/// Reads a `text/event-stream` ([HTML standard, section
/// 9.2](https://html.spec.whatwg.org/multipage/server-sent-events.html)).
final class ServerSentEvents {
    private ServerSentEvents() {}

    interface Handler {
        void event(String name, String data) throws IOException;
    }

    /// Hands over each event with data until the stream ends. Comments and unknown fields are passed over.
    static void read(InputStream stream, Handler handler) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        var name = "message";
        var data = new StringBuilder();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.isEmpty()) {
                if (!data.isEmpty()) handler.event(name, data.substring(0, data.length() - 1));
                name = "message";
                data.setLength(0);
            } else if (line.startsWith("event:")) {
                name = line.substring(6).strip();
            } else if (line.startsWith("data:")) {
                data.append(line.startsWith("data: ") ? line.substring(6) : line.substring(5))
                        .append('\n');
            }
        }
    }
}
