package io.flotilla.sandbox.server;

import io.flotilla.sandbox.text.Tokens;
import java.util.OptionalInt;

/// An answer within the caller's limit of tokens, and why it ended.
record Limited(String text, String finishReason) {
    static Limited of(String text, OptionalInt maxTokens) {
        if (maxTokens.isEmpty()) return new Limited(text, "stop");
        String first = Tokens.first(maxTokens.getAsInt(), text);
        return new Limited(first, first.length() < text.length() ? "length" : "stop");
    }
}
