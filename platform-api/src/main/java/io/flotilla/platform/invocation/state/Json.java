package io.flotilla.platform.invocation.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.flotilla.messages.UnreadableMessage;
import io.flotilla.messages.Wire;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// JSON columns. They hold what [Wire] wrote, and are read by it.
public final class Json {
    private Json() {}

    /// A value as text for a column; absent stays absent.
    public static @Nullable String text(@Nullable Object value) {
        return value == null ? null : new String(Wire.write(value), StandardCharsets.UTF_8);
    }

    /// A column as a tree.
    public static @Nullable JsonNode tree(@Nullable String text) {
        return text == null ? null : value(text);
    }

    /// A column that is never absent as a tree.
    public static JsonNode value(String text) {
        return text.equals("null") ? NullNode.getInstance() : read(text, JsonNode.class);
    }

    /// A column that has no null, as a record.
    public static <T> T read(String text, Class<T> type) {
        try {
            return Wire.read(text.getBytes(StandardCharsets.UTF_8), type);
        } catch (UnreadableMessage e) {
            throw new IllegalStateException("a column holds what was not written by us: " + e.getMessage(), e);
        }
    }
}
