package io.flotilla.app.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.app.violation.Pointers;

/// What a step may say together, which its form alone cannot tell.
final class StepRules {
    private final Findings findings;

    private StepRules(Findings findings) {
        this.findings = findings;
    }

    static void check(JsonNode document, Findings findings) {
        new StepRules(findings).steps(document.path("spec"), "/spec");
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
}
