package io.flotilla.sandbox.server;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// What one answer looks like in a protocol: whole, or as the events of a stream.
interface Shapes {
    record Usage(int promptTokens, int completionTokens) {}

    /// Names the answer.
    String id();

    ObjectNode completion(String text, String finishReason, Usage usage);

    ObjectNode toolCompletion(String callId, String tool, String arguments, Usage usage);

    /// How a stream begins.
    String opening(Usage usage);

    /// A piece of its text.
    String piece(String text);

    /// How a stream of text ends.
    String closing(String finishReason, Usage usage);

    /// A whole stream that calls a tool.
    String toolStream(String callId, String tool, String arguments, Usage usage);

    /// What keeps a slow stream's connection alive.
    String keepAlive();

    /// The model failed in the middle of a stream.
    String failure();

    /// A stream that is none.
    String garbage();
}
