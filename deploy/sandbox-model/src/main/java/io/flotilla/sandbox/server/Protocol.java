package io.flotilla.sandbox.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flotilla.sandbox.chat.ChatRequest;

/// A way to ask models over HTTP.
interface Protocol {
    ChatRequest read(byte[] body) throws BadRequest;

    /// The shapes of one answer of `model` to `request`.
    Shapes shapes(String model, ChatRequest request);

    /// An error.
    ///
    /// @param param the field at fault, or empty
    ObjectNode error(int status, String type, String code, String message, String param);
}
