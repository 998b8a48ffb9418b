package io.flotilla.app.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.app.violation.Nearest;
import io.flotilla.app.violation.Pointers;
import java.util.Optional;

/// Compares a value with a [Form].
final class FormCheck {
    private final Findings findings;

    FormCheck(Findings findings) {
        this.findings = findings;
    }

    void check(Form form, JsonNode value, String pointer) {
        switch (form) {
            case Form.Text text -> text(text, value, pointer);
            case Form.Word(var words) -> {
                if (isText(value, pointer) && !words.contains(value.textValue())) {
                    findings.add(
                            pointer,
                            "unknown-word",
                            "must be one of " + String.join(", ", words),
                            Nearest.to(value.textValue(), words).orElse(null));
                }
            }
            case Form.Truth truth -> expect(value.isBoolean(), "true or false", value, pointer);
            case Form.Whole(var least, var most) -> {
                if (expect(value.isIntegralNumber(), "a whole number", value, pointer)
                        && (value.longValue() < least || value.longValue() > most)) {
                    findings.add(pointer, "out-of-range", "must be from %d to %d".formatted(least, most));
                }
            }
            case Form.Number(var least, var most) -> {
                if (expect(value.isNumber(), "a number", value, pointer)
                        && (value.doubleValue() < least || value.doubleValue() > most)) {
                    findings.add(pointer, "out-of-range", "must be from %s to %s".formatted(least, most));
                }
            }
            case Form.Any any -> {}
            case Form.AnyObject any -> expect(value.isObject(), "an object", value, pointer);
            case Form.Items items -> items(items, value, pointer);
            case Form.Named named -> named(named, value, pointer);
            case Form.Fields fields -> fields(fields, value, pointer);
            case Form.Kinds kinds -> kinds(kinds, value, pointer);
            case Form.Either(var plain, var object) -> check(value.isObject() ? object : plain, value, pointer);
            case Form.WordOr(var word, var other) -> check(value.isTextual() ? word : other, value, pointer);
            case Form.Ref(var name, var target) -> check(target.get(), value, pointer);
        }
    }

    private void text(Form.Text form, JsonNode value, String pointer) {
        if (!isText(value, pointer)) return;
        var text = value.textValue();
        if (text.length() > form.longest()) {
            findings.add(pointer, "too-large", "must have at most %d characters".formatted(form.longest()));
        } else if (!form.fits(text)) {
            findings.add(pointer, "wrong-form", "must be " + form.says());
        }
    }

    private boolean isText(JsonNode value, String pointer) {
        return expect(value.isTextual(), "a text", value, pointer);
    }

    private boolean expect(boolean holds, String expected, JsonNode value, String pointer) {
        if (holds) return true;
        findings.add(pointer, "wrong-type", "must be %s, not %s".formatted(expected, name(value)));
        return false;
    }

    private void items(Form.Items form, JsonNode value, String pointer) {
        if (!expect(value.isArray(), "a list", value, pointer)) return;
        if (value.size() < form.least()) findings.add(pointer, "too-few", "must have at least one item");
        if (value.size() > form.most()) {
            findings.add(pointer, "too-many", "must have at most %d items".formatted(form.most()));
            return;
        }
        for (int i = 0; i < value.size(); i++) check(form.item(), value.get(i), Pointers.child(pointer, i));
    }

    private void named(Form.Named form, JsonNode value, String pointer) {
        if (!expect(value.isObject(), "an object", value, pointer)) return;
        if (value.size() > form.most()) {
            findings.add(pointer, "too-many", "must have at most %d entries".formatted(form.most()));
            return;
        }
        value.properties().forEach(entry -> {
            var place = Pointers.child(pointer, entry.getKey());
            var key = entry.getKey();
            if (!form.key().fits(key))
                findings.addKey(
                        place, "wrong-form", "the key must be " + form.key().says(), null);
            check(form.value(), entry.getValue(), place);
        });
    }

    private void fields(Form.Fields form, JsonNode value, String pointer) {
        if (!expect(value.isObject(), "an object", value, pointer)) return;
        value.properties().forEach(entry -> {
            var place = Pointers.child(pointer, entry.getKey());
            var field = form.fields().get(entry.getKey());
            if (field != null) {
                check(field.form(), entry.getValue(), place);
            } else if (form.later().contains(entry.getKey())) {
                findings.addKey(place, "not-yet", "'%s' cannot be used yet".formatted(entry.getKey()), null);
            } else {
                var guess = Nearest.to(entry.getKey(), form.fields().keySet());
                findings.addKey(
                        place, "unknown-field", "there is no field '%s'".formatted(entry.getKey()), guess.orElse(null));
            }
        });
        form.fields().forEach((name, field) -> {
            if (field.required() && !value.has(name)) {
                findings.add(pointer, "missing-field", "'%s' is missing".formatted(name));
            }
        });
    }

    private void kinds(Form.Kinds form, JsonNode value, String pointer) {
        if (!expect(value.isObject(), "an object", value, pointer)) return;
        var kind = Optional.ofNullable(value.get(form.by()));
        var place = Pointers.child(pointer, form.by());
        if (kind.isEmpty()) {
            findings.add(pointer, "missing-field", "'%s' is missing".formatted(form.by()));
        } else if (isText(kind.get(), place)) {
            var word = kind.get().textValue();
            var fields = form.kinds().get(word);
            if (fields != null) {
                fields(fields, value, pointer);
            } else if (form.later().contains(word)) {
                findings.add(place, "not-yet", "'%s' cannot be used yet".formatted(word));
            } else {
                findings.add(
                        place,
                        "unknown-word",
                        "must be one of " + String.join(", ", form.kinds().keySet()),
                        Nearest.to(word, form.kinds().keySet()).orElse(null));
            }
        }
    }

    private static String name(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "a text";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case ARRAY -> "a list";
            case OBJECT -> "an object";
            case NULL, MISSING -> "nothing";
            case BINARY, POJO -> "something else";
        };
    }
}
