package io.flotilla.app.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.flotilla.app.violation.Pointers;
import io.flotilla.app.violation.Position;
import java.io.IOException;
import java.io.UncheckedIOException;

/// JSON, with places.
final class JsonText {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(4 * Document.DEEPEST)
                    .maxNumberLength(Document.LARGEST)
                    .build())
            .build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonParser parser;
    private final TextPlaces places;

    private JsonText(JsonParser parser, TextPlaces places) {
        this.parser = parser;
        this.places = places;
    }

    /// Whether a text is more likely JSON than YAML: it starts like a JSON object.
    static boolean looksLike(String text) {
        var start = text.stripLeading();
        return start.startsWith("{") && (start.substring(1).stripLeading().startsWith("\"") || start.equals("{}"));
    }

    static JsonNode parse(String text, TextPlaces places) {
        try (var parser = FACTORY.createParser(text)) {
            var json = new JsonText(parser, places);
            parser.nextToken();
            var value = json.value("", 0);
            if (parser.nextToken() != null) throw json.stop("", "several-documents", "something follows the document");
            return value;
        } catch (JsonProcessingException e) {
            var location = e.getLocation();
            throw new Document.Stop(
                    location == null ? Position.START : position(location), "", "syntax", "not JSON: " + plain(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode value(String pointer, int depth) throws IOException {
        if (depth > Document.DEEPEST) {
            throw stop(pointer, "too-deep", "nested deeper than %d levels".formatted(Document.DEEPEST));
        }
        var token = parser.currentToken();
        if (token == null) throw stop(pointer, "empty", "the document is empty");
        places.put(pointer, here(), token == JsonToken.VALUE_STRING, false);
        return switch (token) {
            case START_OBJECT -> object(pointer, depth);
            case START_ARRAY -> list(pointer, depth);
            case VALUE_STRING -> NODES.textNode(parser.getText());
            case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(token == JsonToken.VALUE_TRUE);
            case VALUE_NULL -> NODES.nullNode();
            case VALUE_NUMBER_INT -> whole(pointer);
            case VALUE_NUMBER_FLOAT -> number(pointer);
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
                throw stop(pointer, "syntax", "not JSON: a value is missing");
        };
    }

    private JsonNode whole(String pointer) throws IOException {
        if (parser.getTextLength() > 40) throw stop(pointer, "out-of-range", "the number has too many digits");
        return CoreScalar.whole(parser.getBigIntegerValue(), problem -> stop(pointer, "out-of-range", problem));
    }

    private JsonNode number(String pointer) throws IOException {
        if (parser.getTextLength() > 400) throw stop(pointer, "out-of-range", "the number has too many digits");
        double value = parser.getDoubleValue();
        if (Double.isInfinite(value)) throw stop(pointer, "out-of-range", "the number is too large");
        return NODES.numberNode(value);
    }

    private JsonNode object(String pointer, int depth) throws IOException {
        var object = NODES.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            var field = Pointers.child(pointer, name);
            if (object.has(name)) throw stop(field, "duplicate-key", "the key '%s' is there twice".formatted(name));
            places.putKey(field, here());
            parser.nextToken();
            object.set(name, value(field, depth + 1));
        }
        return object;
    }

    private JsonNode list(String pointer, int depth) throws IOException {
        var list = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY)
            list.add(value(Pointers.child(pointer, list.size()), depth + 1));
        return list;
    }

    private Document.Stop stop(String pointer, String code, String message) {
        return new Document.Stop(here(), pointer, code, message);
    }

    private Position here() {
        return position(parser.currentTokenLocation());
    }

    private static Position position(JsonLocation location) {
        return new Position(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
    }

    private static String plain(JsonProcessingException e) {
        var message = e.getOriginalMessage();
        if (message.contains("nesting depth")) return "nested too deeply";
        if (message.contains("end-of-input")) return "it ends too early";
        return message.lines()
                .findFirst()
                .orElse("")
                .replaceAll("\\(.*", "")
                .replaceAll(": maximum.*", "")
                .strip();
    }
}
