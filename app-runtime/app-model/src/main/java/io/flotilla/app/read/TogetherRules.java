package io.flotilla.app.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.app.violation.Nearest;
import io.flotilla.app.violation.Pointers;
import java.util.ArrayList;
import java.util.List;

/// What a step or a route may say together, which its form alone cannot tell.
final class TogetherRules {
    private static final List<String> WAYS = List.of("use", "cascade", "split");

    private final Findings findings;

    private TogetherRules(Findings findings) {
        this.findings = findings;
    }

    static void check(JsonNode document, Findings findings) {
        var rules = new TogetherRules(findings);
        document.path("spec")
                .path("models")
                .properties()
                .forEach(route -> rules.route(route.getValue(), Pointers.child("/spec/models", route.getKey())));
        rules.steps(document.path("spec"), "/spec");
    }

    private void route(JsonNode route, String pointer) {
        long ways = WAYS.stream().filter(route::has).count();
        if (ways != 1) findings.add(pointer, "wrong-form", "must have one of " + String.join(", ", WAYS));
        if (ways == 1 && route.has("fallback") && !route.has("use")) {
            findings.add(pointer + "/fallback", "wrong-form", "goes with use only; name an alias that has fallbacks");
        }
        if (ways == 1 && route.has("cache") && !route.has("use")) {
            findings.add(pointer + "/cache", "wrong-form", "goes with use only; name an alias that has a cache");
        }
        var split = route.path("split");
        int sum = 0;
        for (JsonNode share : split) sum += share.asInt();
        if (split.isObject() && sum != 100) {
            findings.add(pointer + "/split", "wrong-form", "must add up to 100, not %d".formatted(sum));
        }
    }

    private void steps(JsonNode block, String pointer) {
        var steps = block.path("steps");
        for (int i = 0; i < steps.size(); i++) step(steps.get(i), Pointers.child(pointer + "/steps", i));
    }

    private void step(JsonNode step, String pointer) {
        var onError = step.path("onError");
        if (onError.isObject() && onError.size() != 1) {
            findings.add(pointer + "/onError", "wrong-form", "must have either value or goto");
        }
        if (step.path("type").asText().equals("prompt")) prompt(step, pointer);
        if (step.path("type").asText().equals("classify")) classify(step, pointer);
        var cases = step.path("cases");
        for (int i = 0; i < cases.size(); i++) steps(cases.get(i), Pointers.child(pointer + "/cases", i));
        steps(step.path("else"), pointer + "/else");
        steps(step, pointer);
    }

    private void prompt(JsonNode step, String pointer) {
        boolean texts = step.has("system") || step.has("user");
        if (step.has("messages") && texts) {
            findings.add(pointer + "/messages", "wrong-form", "either messages, or system and user, not both");
        } else if (!step.has("messages") && !step.has("user")) {
            findings.add(pointer, "missing-field", "'user' is missing (or messages)");
        }
    }

    private void classify(JsonNode step, String pointer) {
        var classes = step.path("classes");
        if (classes.size() < 2) findings.add(pointer + "/classes", "too-few", "must have at least two labels");
        var examples = step.path("examples");
        for (int i = 0; i < examples.size(); i++) {
            var label = examples.get(i).path("label").asText();
            if (classes.has(label)) continue;
            var known = new ArrayList<String>();
            classes.fieldNames().forEachRemaining(known::add);
            findings.add(
                    Pointers.child(pointer + "/examples", i) + "/label",
                    "unknown-word",
                    "must be one of the classes",
                    Nearest.to(label, known).orElse(null));
        }
    }
}
