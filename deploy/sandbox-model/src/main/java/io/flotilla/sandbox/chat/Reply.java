package io.flotilla.sandbox.chat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a model answers, or how it fails. The server turns each kind into what travels over the wire.
public sealed interface Reply {

    /// Text, in the pieces in which it is streamed.
    ///
    /// @param before how long the model thinks before it says anything
    /// @param pause  how long it rests after each piece of a stream
    /// @param ending what happens after the last piece
    record Says(List<String> pieces, Duration before, Duration pause, Ending ending) implements Reply {
        public Says {
            pieces = List.copyOf(pieces);
        }

        /// The whole text.
        public String text() {
            return String.join("", pieces);
        }
    }

    /// The call of a tool instead of text.
    record CallsTool(String tool, String argumentsJson, Duration before) implements Reply {}

    /// An error in OpenAI's shape.
    record Refuses(int status, String type, String code, String message, Optional<Duration> retryAfter)
            implements Reply {}

    /// Status 200 and bytes that are no answer.
    record TalksGarbage() implements Reply {}

    /// Nothing at all: the connection stays open and silent.
    record NeverAnswers() implements Reply {}

    /// How a text ends.
    enum Ending {
        /// As it should: a finish reason, the usage if asked for, `[DONE]`.
        WHOLE,
        /// The connection breaks in the middle.
        CUT,
        /// The connection is closed in good order, but no finish reason and no `[DONE]` came.
        UNFINISHED,
        /// An error event in the middle of the stream.
        ERROR_EVENT,
        /// No further byte, and the connection stays open.
        HANGS
    }

    /// A text that is said at once and ends well.
    static Reply saying(List<String> pieces) {
        return new Says(pieces, Duration.ZERO, Duration.ZERO, Ending.WHOLE);
    }
}
