package io.flotilla.sandbox.server;

import io.flotilla.sandbox.chat.ChatRequest;
import io.flotilla.sandbox.chat.Reply;
import java.io.IOException;
import java.time.Duration;

/// Sends a text as a stream of events: the role, a piece at a time, the finish reason, the usage if asked for,
/// `[DONE]`.
final class SpokenStream {
    /// Clients may throw away what they have not passed on yet when a connection breaks: this is time to pass it on.
    private static final Duration BEFORE_THE_CUT = Duration.ofMillis(100);

    private final Line line;
    private final Shapes shapes;
    private final ChatRequest request;

    SpokenStream(Line line, Shapes shapes, ChatRequest request) {
        this.line = line;
        this.shapes = shapes;
        this.request = request;
    }

    void send(Reply.Says says) throws IOException {
        line.rest(says.before());
        line.openStream();
        line.event(shapes.firstChunk());
        var limited = Limited.of(says.text(), request.maxTokens());
        sendPieces(says, limited.text().length());
        switch (says.ending()) {
            case WHOLE -> end(limited);
            case CUT -> {
                line.rest(BEFORE_THE_CUT);
                throw line.broken();
            }
            case UNFINISHED -> line.closeStream();
            case ERROR_EVENT -> {
                line.event(Shapes.error(
                        shapes.json(),
                        "server_error",
                        "server_error",
                        "the model failed in the middle of its answer",
                        ""));
                line.closeStream();
            }
            case HANGS -> line.stayOpenAndSilent();
        }
    }

    private void sendPieces(Reply.Says says, int length) throws IOException {
        int sent = 0;
        for (String piece : says.pieces()) {
            if (sent >= length) return;
            String part = piece.substring(0, Math.min(piece.length(), length - sent));
            line.event(shapes.textChunk(part));
            sent += part.length();
            if (says.pause().isZero()) continue;
            line.rest(says.pause());
            line.raw(": keep-alive\n\n");
        }
    }

    private void end(Limited limited) throws IOException {
        line.event(shapes.lastChunk(limited.finishReason()));
        if (request.includeUsage()) line.event(shapes.usageChunk(ChatDoor.usage(request, limited.text())));
        line.raw("data: [DONE]\n\n");
        line.closeStream();
    }
}
