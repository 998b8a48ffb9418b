package io.flotilla.engine.model.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.engine.model.ChatOutcome;
import org.jspecify.annotations.Nullable;

/// Reads one answer of a dialect, whole or in pieces.
public interface AnswerReader {
    /// The whole answer.
    ChatOutcome whole(JsonNode answer) throws UnreadableAnswer;

    /// The next event of a stream.
    ///
    /// @return how the attempt ended, if this event is its end
    @Nullable
    ChatOutcome next(SseReader.Event event) throws UnreadableAnswer;

    /// The connection ended before an event said so.
    ChatOutcome cutOff() throws UnreadableAnswer;
}
