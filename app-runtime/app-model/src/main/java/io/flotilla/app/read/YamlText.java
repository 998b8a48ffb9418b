package io.flotilla.app.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.flotilla.app.violation.Pointers;
import io.flotilla.app.violation.Position;
import java.util.Iterator;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// YAML 1.2 without anchors, aliases and tags: a notation for JSON.
final class YamlText {
    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setCodePointLimit(Document.LARGEST)
            .setMaxAliasesForCollections(0)
            .setUseMarks(true)
            .build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Iterator<Event> events;
    private final TextPlaces places;

    private YamlText(Iterator<Event> events, TextPlaces places) {
        this.events = events;
        this.places = places;
    }

    static JsonNode parse(String text, TextPlaces places) {
        try {
            return new YamlText(new Parse(SETTINGS).parseString(text).iterator(), places).document();
        } catch (MarkedYamlEngineException e) {
            throw new Document.Stop(
                    e.getProblemMark()
                            .or(e::getContextMark)
                            .map(YamlText::position)
                            .orElse(Position.START),
                    "",
                    "syntax",
                    "not YAML: " + plain(Optional.ofNullable(e.getProblem()).orElse("it cannot be read")));
        } catch (YamlEngineException e) {
            throw new Document.Stop(Position.START, "", "syntax", "not YAML: it cannot be read");
        }
    }

    private JsonNode document() {
        var event = events.next();
        while (event.getEventId() != Event.ID.DocumentStart) {
            if (!events.hasNext()) throw new Document.Stop(Position.START, "", "empty", "the document is empty");
            event = events.next();
        }
        var value = value(events.next(), "", 0);
        while (events.hasNext()) {
            var rest = events.next();
            if (rest instanceof DocumentStartEvent) {
                throw stop(rest, "", "several-documents", "there is more than one document; one app, one file");
            }
        }
        return value;
    }

    private JsonNode value(Event event, String pointer, int depth) {
        refuse(event, pointer);
        if (depth > Document.DEEPEST) {
            throw stop(event, pointer, "too-deep", "nested deeper than %d levels".formatted(Document.DEEPEST));
        }
        if (event instanceof ScalarEvent scalar) return scalar(scalar, pointer);
        places.put(pointer, position(event), false, false);
        return event.getEventId() == Event.ID.SequenceStart ? list(pointer, depth) : object(pointer, depth);
    }

    private void refuse(Event event, String pointer) {
        if (event instanceof AliasEvent) throw stop(event, pointer, "alias", "aliases (*name) are not allowed");
        if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
            throw stop(event, pointer, "anchor", "anchors (&name) are not allowed");
        }
        boolean tagged = event instanceof ScalarEvent scalar && scalar.getTag().isPresent()
                || event instanceof CollectionStartEvent start && start.getTag().isPresent();
        if (tagged) throw stop(event, pointer, "tag", "tags (!name) are not allowed");
    }

    private JsonNode list(String pointer, int depth) {
        var list = NODES.arrayNode();
        for (var event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            list.add(value(event, Pointers.child(pointer, list.size()), depth + 1));
        }
        return list;
    }

    private JsonNode object(String pointer, int depth) {
        var object = NODES.objectNode();
        for (var event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            refuse(event, pointer);
            if (!(event instanceof ScalarEvent key)) throw stop(event, pointer, "syntax", "a key must be a text");
            var field = Pointers.child(pointer, key.getValue());
            if (object.has(key.getValue())) {
                throw stop(event, field, "duplicate-key", "the key '%s' is there twice".formatted(key.getValue()));
            }
            places.putKey(field, position(event));
            object.set(key.getValue(), value(events.next(), field, depth + 1));
        }
        return object;
    }

    private JsonNode scalar(ScalarEvent scalar, String pointer) {
        var style = scalar.getScalarStyle();
        boolean block = style == ScalarStyle.LITERAL || style == ScalarStyle.FOLDED;
        boolean quoted = style == ScalarStyle.SINGLE_QUOTED || style == ScalarStyle.DOUBLE_QUOTED;
        places.put(pointer, position(scalar), quoted, block);
        if (!scalar.isPlain()) return NODES.textNode(scalar.getValue());
        return CoreScalar.of(scalar.getValue(), problem -> stop(scalar, pointer, "out-of-range", problem));
    }

    private static Document.Stop stop(Event event, String pointer, String code, String message) {
        return new Document.Stop(position(event), pointer, code, message);
    }

    private static Position position(Event event) {
        return event.getStartMark().map(YamlText::position).orElse(Position.START);
    }

    private static Position position(Mark mark) {
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static String plain(String problem) {
        return problem.replaceAll("<[^>]*>", "something else")
                .lines()
                .findFirst()
                .orElse("it cannot be read");
    }
}
