package io.flotilla.app.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.app.violation.Pointers;
import io.flotilla.app.violation.Violation;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// What a JSON Schema may not do here: reach out of itself, loop, grow without measure, or hold a regular
/// expression that
/// takes more than linear time.
final class SchemaRules {
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final int DEEPEST = 20;
    private static final int MOST_WORK = 10_000;
    private static final Set<String> REFUSED = Set.of(
            "$id", "$anchor", "$dynamicRef", "$dynamicAnchor", "$recursiveRef", "$recursiveAnchor", "$vocabulary");

    /// Keywords with one schema, a list of schemas, schemas by name.
    private static final Set<String> ONE = Set.of(
            "additionalProperties", "unevaluatedProperties", "propertyNames", "items", "unevaluatedItems",
            "contains", "contentSchema", "not", "if", "then", "else");

    private static final Set<String> LIST = Set.of("allOf", "anyOf", "oneOf", "prefixItems");
    private static final Set<String> NAMED = Set.of("properties", "patternProperties", "dependentSchemas", "$defs");

    /// Those that look at the same value again.
    private static final Set<String> IN_PLACE =
            Set.of("allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas");

    private final JsonNode root;
    private final List<Violation> found;
    private final Map<String, Long> work = new HashMap<>();

    private SchemaRules(JsonNode root, List<Violation> found) {
        this.root = root;
        this.found = found;
    }

    static void check(JsonNode schema, List<Violation> found) {
        var rules = new SchemaRules(schema, found);
        rules.look(schema, "", 0);
        if (!found.isEmpty()) return;
        long work = rules.work("", new LinkedHashMap<>());
        if (found.isEmpty() && work > MOST_WORK) {
            found.add(Violation.of("", "too-large", "the schema takes too much work to check a value against"));
        }
    }

    private void look(JsonNode schema, String pointer, int depth) {
        if (schema.isBoolean()) return;
        if (!schema.isObject()) {
            add(pointer, "invalid-schema", "a schema must be an object");
        } else if (depth > DEEPEST) {
            add(pointer, "too-deep", "schemas are nested deeper than %d levels".formatted(DEEPEST));
        } else {
            schema.properties().forEach(entry -> keyword(entry.getKey(), entry.getValue(), pointer, depth));
        }
    }

    private void keyword(String keyword, JsonNode value, String pointer, int depth) {
        var place = Pointers.child(pointer, keyword);
        if (REFUSED.contains(keyword)) add(place, "invalid-schema", "'%s' is not allowed".formatted(keyword));
        if (keyword.equals("$schema") && !value.asText().equals(DIALECT)) {
            add(place, "invalid-schema", "only JSON Schema 2020-12 is understood");
        }
        if (keyword.equals("$ref")) reference(value, place);
        if (keyword.equals("pattern") && value.isTextual()) pattern(value.textValue(), place);
        if (keyword.equals("patternProperties")) {
            value.properties().forEach(each -> pattern(each.getKey(), Pointers.child(place, each.getKey())));
        }
        if (ONE.contains(keyword)) look(value, place, depth + 1);
        if (LIST.contains(keyword)) {
            for (int i = 0; i < value.size(); i++) look(value.path(i), Pointers.child(place, i), depth + 1);
        }
        if (NAMED.contains(keyword)) {
            value.properties().forEach(each -> look(each.getValue(), Pointers.child(place, each.getKey()), depth + 1));
        }
    }

    private void reference(JsonNode value, String place) {
        var target = value.asText();
        if (!target.equals("#") && !target.startsWith("#/")) {
            add(place, "invalid-schema", "only references inside the document (#/...) are allowed");
        } else if (target.contains("%") || root.at(target.substring(1)).isMissingNode()) {
            add(place, "invalid-schema", "there is nothing at %s".formatted(target));
        }
    }

    private void pattern(String pattern, String place) {
        if (Schemas.isLinear(pattern)) return;
        add(
                place,
                "invalid-schema",
                "the pattern is not a regular expression that can be checked in linear time (no look-around, no back references)");
    }

    /// How many schemas one value meets at most, with references followed. A schema may refer to itself only below
    /// `properties` or `items`: through `anyOf` and its like the work would double with every level, or never end.
    private long work(String pointer, SequencedMap<String, Move> path) {
        var known = work.get(pointer);
        if (known != null) return known;
        if (path.containsKey(pointer)) {
            if (!onlyDown(pointer, path)) {
                add(pointer, "invalid-schema", "the schema refers to itself in a way that has no end");
            }
            return 1;
        }
        long sum = 1;
        for (var entry : root.at(pointer).properties()) {
            var place = Pointers.child(pointer, entry.getKey());
            var value = entry.getValue();
            path.put(pointer, IN_PLACE.contains(entry.getKey()) ? Move.STAYS : Move.GOES_DOWN);
            if (entry.getKey().equals("$ref")) {
                path.put(pointer, Move.REFERS);
                sum += work(value.asText().substring(1), path);
            } else if (ONE.contains(entry.getKey())) {
                sum += work(place, path);
            } else if (LIST.contains(entry.getKey())) {
                for (int i = 0; i < value.size(); i++) sum += work(Pointers.child(place, i), path);
            } else if (NAMED.contains(entry.getKey()) && !entry.getKey().equals("$defs")) {
                for (var each : value.properties()) sum += work(Pointers.child(place, each.getKey()), path);
            }
            if (sum > MOST_WORK) break;
        }
        path.remove(pointer);
        work.put(pointer, sum);
        return sum;
    }

    private static boolean onlyDown(String pointer, SequencedMap<String, Move> path) {
        boolean since = false;
        boolean down = false;
        for (var step : path.entrySet()) {
            since |= step.getKey().equals(pointer);
            if (since && step.getValue() == Move.STAYS) return false;
            down |= since && step.getValue() == Move.GOES_DOWN;
        }
        return down;
    }

    private enum Move {
        GOES_DOWN,
        STAYS,
        REFERS
    }

    private void add(String pointer, String code, String message) {
        if (found.size() < 20) found.add(Violation.of(pointer, code, message));
    }
}
