package io.flotilla.app.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.app.check.Outline.BlockAt;
import io.flotilla.app.check.Outline.StepAt;
import io.flotilla.app.definition.AgentStep;
import io.flotilla.app.definition.AppSpec;
import io.flotilla.app.definition.ExtractStep;
import io.flotilla.app.definition.ModelRoute;
import io.flotilla.app.definition.PromptStep;
import io.flotilla.app.definition.ToolStep;
import io.flotilla.app.read.Findings;
import io.flotilla.app.schema.Schemas;
import io.flotilla.app.violation.Nearest;
import io.flotilla.app.violation.Pointers;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules of an app that have nothing to do with expressions: unique ids, known aliases, sizes, spans, schemas.
final class Rules {
    static final int MOST_STEPS = 200;
    static final int DEEPEST = 4;
    private static final Duration LONGEST = Duration.ofHours(24);

    private final AppSpec spec;
    private final Findings findings;
    private final Findings warnings;
    private final Set<String> ids = new HashSet<>();
    private final Set<String> usedModels = new HashSet<>();
    private final Set<String> usedConnectors = new HashSet<>();
    private int steps;

    Rules(AppSpec spec, Findings findings, Findings warnings) {
        this.spec = spec;
        this.findings = findings;
        this.warnings = warnings;
    }

    void check(BlockAt root) {
        span(spec.limits().deadline(), "/spec/limits/deadline");
        inputs();
        block(root, 1);
        if (steps > MOST_STEPS) {
            findings.add(
                    "/spec/steps", "too-many", "an app has at most %d steps, this one %d".formatted(MOST_STEPS, steps));
        }
        routes();
        unused(spec.models().keySet(), usedModels, "/spec/models");
        unused(spec.connectors().keySet(), usedConnectors, "/spec/connectors");
    }

    /// In a cascade or a split, a name that is an alias of the app stands for that alias, which is then a plain one.
    private void routes() {
        spec.models().forEach((alias, route) -> {
            if (route instanceof ModelRoute.Use) return;
            for (var name : route.names()) {
                var target = spec.models().get(name);
                if (target == null) continue;
                usedModels.add(name);
                if (target instanceof ModelRoute.Use) continue;
                findings.add(
                        Pointers.child("/spec/models", alias),
                        "nested-route",
                        "'%s' must be a route with use, or a model of the catalogue".formatted(name));
            }
        });
    }

    private void inputs() {
        schema(spec.inputs(), "/spec/inputs");
        if (!spec.inputs().path("type").asText().equals("object")) {
            findings.add("/spec/inputs", "invalid-schema", "the inputs must be an object: type: object");
        }
    }

    private void block(BlockAt block, int depth) {
        if (depth > DEEPEST) {
            findings.add(block.steps(), "too-deep", "steps are nested deeper than %d levels".formatted(DEEPEST));
            return;
        }
        for (var step : block.children()) {
            steps++;
            step(step);
            step.blocks().forEach(inside -> block(inside, depth + 1));
        }
    }

    private void step(StepAt at) {
        if (!ids.add(at.id())) {
            findings.add(at.pointer() + "/id", "duplicate-id", "there is another step '%s'".formatted(at.id()));
        }
        span(at.step().options().timeout(), at.pointer() + "/timeout");
        var retry = at.step().options().retry();
        if (retry != null) span(retry.backoff(), at.pointer() + "/retry/backoff");
        at.step().route().ifPresent(alias -> {
            alias(alias, spec.models().keySet(), at.pointer() + "/model", "unknown-model", "model");
            usedModels.add(alias);
        });
        if (at.step() instanceof PromptStep prompt) prompt(prompt, at.pointer());
        if (at.step() instanceof ExtractStep extract) extract(extract, at.pointer());
        if (at.step() instanceof ToolStep tool) connector(tool.connector(), at.pointer());
        if (at.step() instanceof AgentStep agent) agent(agent, at.pointer());
    }

    private void prompt(PromptStep prompt, String pointer) {
        if (prompt.schema() != null) schema(prompt.schema(), pointer + "/output/schema");
        for (int i = 0; i < prompt.tools().size(); i++) {
            schema(prompt.tools().get(i).parameters(), pointer + "/tools/%d/parameters".formatted(i));
        }
        boolean judged = prompt.schema() != null || prompt.verify() != null;
        if (judged || !(spec.models().get(prompt.model()) instanceof ModelRoute.Cascade)) return;
        findings.add(
                pointer + "/model",
                "unjudged",
                "a cascade needs something to judge the small model's answer by: output.schema or verify");
    }

    private void agent(AgentStep agent, String pointer) {
        if (agent.schema() != null) schema(agent.schema(), pointer + "/output/schema");
        var names = new HashSet<String>();
        for (int i = 0; i < agent.tools().size(); i++) {
            var tool = agent.tools().get(i);
            var place = pointer + "/tools/" + i;
            connector(tool.connector(), place);
            if (names.add(tool.name())) continue;
            findings.add(place, "duplicate-id", "there is another tool '%s': give one a name".formatted(tool.name()));
        }
        if (!(spec.models().get(agent.model()) instanceof ModelRoute.Cascade)) return;
        findings.add(
                pointer + "/model",
                "unjudged",
                "an agent cannot use a cascade: nothing judges what its model does on the way");
    }

    private void connector(String alias, String pointer) {
        alias(alias, spec.connectors().keySet(), pointer + "/connector", "unknown-connector", "connector");
        usedConnectors.add(alias);
    }

    private void extract(ExtractStep extract, String pointer) {
        schema(extract.schema(), pointer + "/schema");
        if (!extract.schema().path("type").asText().equals("object")) {
            findings.add(pointer + "/schema", "invalid-schema", "what is extracted must be an object: type: object");
        }
        var known = new HashSet<String>();
        for (var properties : extract.schema().findValues("properties")) {
            properties.fieldNames().forEachRemaining(known::add);
        }
        for (int i = 0; i < extract.ungrounded().size(); i++) {
            var name = extract.ungrounded().get(i);
            if (known.contains(name)) continue;
            findings.add(
                    pointer + "/ungrounded/" + i,
                    "unknown-field",
                    "the schema has no property '%s'".formatted(name),
                    Nearest.to(name, known).orElse(null));
        }
    }

    private void alias(String alias, Collection<String> known, String pointer, String code, String what) {
        if (known.contains(alias)) return;
        var message = "there is no %s '%s' in spec.%ss".formatted(what, alias, what);
        findings.add(pointer, code, message, Nearest.to(alias, known).orElse(null));
    }

    private void span(@Nullable Duration span, String pointer) {
        if (span != null && (span.isZero() || span.compareTo(LONGEST) > 0)) {
            findings.add(pointer, "out-of-range", "must be from 1ms to 24h");
        }
    }

    private void schema(JsonNode schema, String pointer) {
        for (var violation : Schemas.check(schema)) {
            findings.add(pointer + violation.pointer(), violation.code(), violation.message());
        }
    }

    private void unused(Collection<String> aliases, Set<String> used, String pointer) {
        for (var alias : aliases) {
            if (used.contains(alias)) continue;
            warnings.add(Pointers.child(pointer, alias), "unused-alias", "no step uses '%s'".formatted(alias));
        }
    }
}
