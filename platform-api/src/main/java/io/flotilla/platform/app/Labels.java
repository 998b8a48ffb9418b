package io.flotilla.platform.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.flotilla.platform.problem.Fault;
import io.flotilla.platform.problem.Violations;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Notes on an app or on a version, for people and programs of the tenant: `team: claims`. The platform does not read them.
record Labels(Map<String, String> values) {
    private static final int MOST = 32;
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9./-]{0,62}");
    private static final Pattern VALUE = Pattern.compile("[^\\p{Cntrl}]{0,200}");

    Labels {
        values = Map.copyOf(values);
    }

    /// The labels in a request's body.
    ///
    /// @throws Fault.Invalid with all that is wrong
    static Labels of(@Nullable Map<String, @Nullable String> body) {
        if (body == null) throw Fault.invalid("", "missing-body", "A JSON object is needed.");
        var violations = new Violations();
        if (body.size() > MOST) violations.add("", "too-many", "At most %d labels.".formatted(MOST));
        var values = new TreeMap<String, String>();
        body.forEach((key, value) -> {
            violations.matches(
                    "/" + key, key, KEY, "A label is 1 to 63 small letters, digits, '.', '/' and '-', from a letter on.");
            violations.matches("/" + key, value, VALUE, "A label's value is a text of at most 200 characters.");
            if (value != null) values.put(key, value);
        });
        violations.orThrow();
        return new Labels(values);
    }

    /// The label in `?label=team:claims`.
    static Labels parameter(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) throw Fault.invalid("label", "invalid-value", "A label is 'key:value'.");
        return of(Map.of(text.substring(0, colon), text.substring(colon + 1)));
    }

    /// As a JSON object.
    String json() {
        var json = JsonNodeFactory.instance.objectNode();
        values.forEach(json::put);
        return json.toString();
    }
}
