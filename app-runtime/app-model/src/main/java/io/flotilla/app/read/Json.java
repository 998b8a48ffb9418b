package io.flotilla.app.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flotilla.app.definition.Metadata;
import io.flotilla.app.definition.Title;
import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// Puts into JSON what is there, and nothing where there is nothing.
final class Json {
    private Json() {}

    static void putUnlessEmpty(ObjectNode json, String name, JsonNode value) {
        if (!value.isEmpty()) json.set(name, value);
    }

    static void putUnlessNull(ObjectNode json, String name, @Nullable JsonNode value) {
        if (value != null && !value.isNull()) json.set(name, value);
    }

    static void put(ObjectNode json, String name, @Nullable Duration span) {
        if (span != null) json.put(name, Units.written(span));
    }

    static void put(ObjectNode json, String name, @Nullable Title title) {
        if (title == null) return;
        var plain = title.texts().get(Title.ANY);
        if (plain != null && title.texts().size() == 1) {
            json.put(name, plain);
        } else {
            var texts = json.putObject(name);
            title.texts().forEach(texts::put);
        }
    }

    static ArrayNode texts(Collection<String> texts) {
        var list = JsonNodeFactory.instance.arrayNode();
        texts.forEach(list::add);
        return list;
    }

    static ObjectNode metadata(Metadata metadata) {
        var json = JsonNodeFactory.instance.objectNode().put("name", metadata.name());
        put(json, "title", metadata.title());
        put(json, "description", metadata.description());
        return json;
    }
}
