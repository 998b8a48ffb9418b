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
    private Checking() {}

    /// @param connectors absent: nothing is known of connectors
    public static Check check(
            AppDefinition app, Places places, @Nullable Function<String, Optional<ConnectorDefinition>> connectors) {
        var findings = new Findings(places);
        var warnings = new Findings(places);
        var spec = app.spec();
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
        var hash = Canonical.hash(AppJson.of(app));
        return new Check.Passed(
                new CheckedApp(app, hash, result.block(), Schemas.compile(spec.inputs())), warnings.sorted());
    }

    private static boolean has(Findings findings, String code) {
        return findings.sorted().stream().anyMatch(violation -> violation.code().equals(code));
    }
}
