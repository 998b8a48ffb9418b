package io.flotilla.app.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.flotilla.app.definition.Metadata;
import io.flotilla.app.definition.Ordered;
import io.flotilla.app.definition.Title;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Takes the fields of a JSON object that [FormCheck] found nothing wrong with.
record Fields(JsonNode json) {
    String text(String name) {
        return json.path(name).asText();
    }

    @Nullable
    String textOrNull(String name) {
        return json.has(name) ? json.get(name).asText() : null;
    }

    JsonNode any(String name) {
        return json.has(name) ? json.get(name) : NullNode.getInstance();
    }

    @Nullable
    JsonNode anyOrNull(String name) {
        return json.get(name);
    }

    Fields object(String name) {
        return new Fields(json.path(name));
    }

    @Nullable
    Duration span(String name) {
        return json.has(name) ? Units.span(text(name)) : null;
    }

    @Nullable
    Double number(String name) {
        return json.has(name) ? json.get(name).doubleValue() : null;
    }

    @Nullable
    Long whole(String name) {
        return json.has(name) ? json.get(name).longValue() : null;
    }

    @Nullable
    Integer count(String name) {
        return json.has(name) ? json.get(name).intValue() : null;
    }

    @Nullable
    Title title(String name) {
        var title = json.path(name);
        if (title.isTextual()) return Title.of(title.textValue());
        return title.isEmpty() ? null : new Title(map(name, JsonNode::asText));
    }

    Metadata metadata() {
        var metadata = object("metadata");
        return new Metadata(metadata.text("name"), metadata.title("title"), metadata.title("description"));
    }

    List<String> texts(String name) {
        return list(name, JsonNode::asText);
    }

    <T> List<T> list(String name, Function<JsonNode, T> read) {
        var list = new ArrayList<T>();
        json.path(name).forEach(item -> list.add(read.apply(item)));
        return list;
    }

    <T> SequencedMap<String, T> map(String name, Function<JsonNode, T> read) {
        var map = new LinkedHashMap<String, T>();
        json.path(name).properties().forEach(entry -> map.put(entry.getKey(), read.apply(entry.getValue())));
        return Ordered.copyOf(map);
    }
}
