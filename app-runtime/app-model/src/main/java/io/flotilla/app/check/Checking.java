package io.flotilla.app.check;

import io.flotilla.app.canonical.Canonical;
import io.flotilla.app.connector.ConnectorDefinition;
import io.flotilla.app.definition.AppDefinition;
import io.flotilla.app.expression.Types;
import io.flotilla.app.expression.Vocabulary;
import io.flotilla.app.read.AppJson;
import io.flotilla.app.read.Findings;
import io.flotilla.app.read.Places;
import io.flotilla.app.schema.Schemas;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Checks one app, from the rules that are cheap to the expressions.
public final class Checking {
    /// Compiling one takes a few milliseconds.
    private static final int MOST_EXPRESSIONS = 1_000;

    private Checking() {}

    /// @param connectors absent: nothing is known of connectors
    public static Check check(
            AppDefinition app, Places places, @Nullable Function<String, Optional<ConnectorDefinition>> connectors) {
        var findings = new Findings(places);
        var warnings = new Findings(places);
        var spec = app.spec();
        var json = AppJson.of(app);
        if (expressions(json.toString()) > MOST_EXPRESSIONS) {
            findings.add("/spec", "too-many", "an app has at most %d expressions".formatted(MOST_EXPRESSIONS));
            return new Check.Refused(findings.sorted());
        }
        var root = Outline.of(spec, places);
        new Rules(spec, findings, warnings).check(root);
        if (has(findings, "too-deep") || has(findings, "too-many")) return new Check.Refused(findings.sorted());
        var order = new Order(findings);
        order.find(root);
        var types = new Types();
        var vocabulary = Vocabulary.of(types, types.of(spec.inputs()), Set.of(), Map.of());
        var tools = new Tools(spec, connectors, findings);
        var result = new Compiling(types, order, tools, findings).block(root, vocabulary, Set.of());
        if (!findings.isEmpty()) return new Check.Refused(findings.sorted());
        var hash = Canonical.hash(json);
        return new Check.Passed(
                new CheckedApp(app, hash, result.block(), Schemas.compile(spec.inputs())), warnings.sorted());
    }

    private static int expressions(String json) {
        int count = 0;
        for (int at = json.indexOf("{{"); at >= 0; at = json.indexOf("{{", at + 2)) count++;
        return count;
    }

    private static boolean has(Findings findings, String code) {
        return findings.sorted().stream().anyMatch(violation -> violation.code().equals(code));
    }
}
