package io.flotilla.platform.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.List;

/// What was wrong with a JSON body, said without the parser's own words: those name our classes.
final class JsonFaults {
    private JsonFaults() {}

    static String detail(JsonProcessingException failure) {
        var what = failure instanceof JsonMappingException
                ? "The body does not have the asked shape"
                : "The body is not JSON";
        var place = failure.getLocation();
        return place == null
                ? what + "."
                : "%s: line %d, column %d.".formatted(what, place.getLineNr(), place.getColumnNr());
    }

    static List<Violation> violations(JsonProcessingException failure) {
        return switch (failure) {
            case UnrecognizedPropertyException unknown ->
                List.of(new Violation(
                        pointer(unknown),
                        "unknown-property",
                        "'%s' is not known here. Known: %s.".formatted(unknown.getPropertyName(), known(unknown))));
            case InvalidFormatException format ->
                List.of(new Violation(pointer(format), "invalid-value", "This value does not fit here."));
            case JsonMappingException mapping ->
                List.of(new Violation(pointer(mapping), message(mapping), "This is missing or has the wrong type."));
            default -> List.of(new Violation("", "malformed-json", detail(failure)));
        };
    }

    private static String message(JsonMappingException mapping) {
        return mapping.getCause() instanceof RuntimeException ? "invalid-value" : "wrong-type";
    }

    private static String known(UnrecognizedPropertyException unknown) {
        var names = unknown.getKnownPropertyIds();
        return names == null
                ? "none"
                : String.join(
                        ", ", names.stream().map(Object::toString).sorted().toList());
    }

    private static String pointer(JsonMappingException failure) {
        var pointer = new StringBuilder();
        for (var reference : failure.getPath()) {
            pointer.append('/');
            if (reference.getFieldName() == null) pointer.append(reference.getIndex());
            else pointer.append(reference.getFieldName().replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }
}
