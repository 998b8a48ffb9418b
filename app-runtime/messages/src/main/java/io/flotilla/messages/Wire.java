package io.flotilla.messages;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The JSON form of the messages. Unknown fields are ignored, so that an older reader lives beside a newer writer;
/// numbers keep their digits.
public final class Wire {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    private static final TypeReference<CloudEvent<UsageRecorded>> USAGE = new TypeReference<>() {};

    private Wire() {}

    /// The message as UTF-8 JSON.
    public static byte[] write(Object message) {
        try {
            return MAPPER.writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a message record always has a JSON form", e);
        }
    }

    /// The message in `bytes`.
    ///
    /// @throws UnreadableMessage for anything that is not a whole message of this type; quotes no content
    public static <T> T read(byte @Nullable [] bytes, Class<T> type) throws UnreadableMessage {
        return read(bytes, type.getSimpleName(), content -> MAPPER.readValue(content, type));
    }

    /// The usage event in its envelope.
    ///
    /// @throws UnreadableMessage as for [#read(byte[], Class)]
    public static CloudEvent<UsageRecorded> readUsage(byte @Nullable [] bytes) throws UnreadableMessage {
        return read(bytes, "usage event", content -> MAPPER.readValue(content, USAGE));
    }

    /// Any JSON value. Numbers keep their digits.
    ///
    /// @throws UnreadableMessage for what is not one JSON value
    public static JsonNode readTree(byte @Nullable [] bytes) throws UnreadableMessage {
        return read(bytes, "JSON", MAPPER::readTree);
    }

    /// The message in a tree that [#tree] made.
    ///
    /// @throws UnreadableMessage as for [#read(byte[], Class)]
    public static <T> T fromTree(JsonNode tree, Class<T> type) throws UnreadableMessage {
        try {
            return MAPPER.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            throw new UnreadableMessage("%s: %s".formatted(type.getSimpleName(), e.getClass().getSimpleName()));
        }
    }

    /// The message as a JSON tree, as frames carry it.
    public static JsonNode tree(Object message) {
        return MAPPER.valueToTree(message);
    }

    private static <T> T read(byte @Nullable [] bytes, String what, Reading<T> reading) throws UnreadableMessage {
        if (bytes == null || bytes.length == 0) throw new UnreadableMessage(what + ": empty record");
        @Nullable T message;
        try {
            message = reading.from(bytes);
        } catch (JsonProcessingException e) {
            var place = e.getLocation();
            throw new UnreadableMessage("%s: %s%s"
                    .formatted(
                            what,
                            e.getClass().getSimpleName(),
                            place == null
                                    ? ""
                                    : " at line %d, column %d".formatted(place.getLineNr(), place.getColumnNr())));
        } catch (IOException e) {
            throw new UnreadableMessage(what + ": " + e.getClass().getSimpleName());
        }
        if (message == null) throw new UnreadableMessage(what + ": JSON null");
        return message;
    }

    private interface Reading<T> {
        @Nullable
        T from(byte[] content) throws IOException;
    }
}
