package io.flotilla.sandbox.server;

import io.flotilla.sandbox.chat.Reply;
import java.io.IOException;
import java.time.Duration;

/// Sends a text as a stream of events: how the protocol begins, a piece at a time, how it ends.
final class SpokenStream {
    /// Clients may throw away what they have not passed on yet when a connection breaks: this is time to pass it on.
    private static final Duration BEFORE_THE_CUT = Duration.ofMillis(100);

    private final Line line;
    private final Shapes shapes;
    private final ChatDoor.Asked asked;

    SpokenStream(Line line, Shapes shapes, ChatDoor.Asked asked) {
        this.line = line;
        this.shapes = shapes;
        this.asked = asked;
    }

    void send(Reply.Says says) throws IOException {
        line.rest(says.before());
        line.openStream();
        var limited = Limited.of(says.text(), asked.request().maxTokens());
        var usage = asked.usage(limited.text());
        line.raw(shapes.opening(usage));
        sendPieces(says, limited.text().length());
        switch (says.ending()) {
            case WHOLE -> {
                line.raw(shapes.closing(limited.finishReason(), usage));
                line.closeStream();
            }
            case CUT -> {
                line.rest(BEFORE_THE_CUT);
                throw line.broken();
            }
            case UNFINISHED -> line.closeStream();
            case ERROR_EVENT -> {
                line.raw(shapes.failure());
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
            line.raw(shapes.piece(part));
            sent += part.length();
            if (says.pause().isZero()) continue;
            line.rest(says.pause());
            line.raw(shapes.keepAlive());
        }
    }
}
