package io.flotilla.platform.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.flotilla.app.AppChecker;
import io.flotilla.app.AppReader;
import io.flotilla.app.CanonicalJson;
import io.flotilla.app.Reading;
import io.flotilla.app.check.Check;
import io.flotilla.app.check.CheckedApp;
import io.flotilla.app.definition.AppDefinition;
import io.flotilla.app.definition.Title;
import io.flotilla.app.read.Places;
import io.flotilla.platform.document.Definitions;
import io.flotilla.platform.document.Source;
import io.flotilla.platform.problem.Violation;
import io.flotilla.platform.scenario.ScenarioCode;
import io.flotilla.platform.version.Draft;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// An app's document, read and checked against itself. What its names stand for is the catalogue's to say: [CatalogueCheck].
///
/// @param warnings what its author may want to know
record AppDocument(CheckedApp app, Places places, Source source, List<Violation> warnings) implements Draft {
    static final List<String> COLUMNS = List.of("title", "scenario", "models", "connectors");

    AppDocument {
        warnings = List.copyOf(warnings);
    }

    /// Reads and checks a document's text.
    ///
    /// @throws io.flotilla.platform.problem.Fault.Invalid `invalid-definition`, with every violation at its place
    static AppDocument read(byte[] content, Source source) {
        return switch (AppReader.read(content, source.format().fileName())) {
            case Reading.Refused<AppDefinition> refused ->
                throw Definitions.invalid(Definitions.violations(refused.violations()));
            case Reading.Read<AppDefinition> read -> check(read, source);
        };
    }

    private static AppDocument check(Reading.Read<AppDefinition> read, Source source) {
        return switch (AppChecker.check(read.definition(), read.places())) {
            case Check.Refused refused -> throw Definitions.invalid(Definitions.violations(refused.violations()));
            case Check.Passed passed -> {
                var scenario = read.definition().spec().scenario();
                if (ScenarioCode.parse(scenario).isEmpty()) throw Definitions.invalid(List.of(noScenario(read)));
                yield new AppDocument(
                        passed.app(), read.places(), source, Definitions.violations(passed.warnings()));
            }
        };
    }

    private static Violation noScenario(Reading.Read<AppDefinition> read) {
        return Definitions.violation(
                read.places(),
                "/spec/scenario",
                "invalid-scenario",
                "A scenario is 'industry.domain.name' in small letters, digits and hyphens.");
    }

    /// Refuses a document that calls itself something else than its address does.
    void refuseOtherNameThan(String name) {
        if (!name().equals(name)) throw Definitions.misnamed(places, name);
    }

    @Override
    public String name() {
        return definition().name();
    }

    AppDefinition definition() {
        return app.definition();
    }

    @Override
    public String hash() {
        return app.hash();
    }

    @Override
    public String canonical() {
        return CanonicalJson.write(CanonicalJson.of(definition()));
    }

    @Override
    public Map<String, Column> columns() {
        return Map.of(
                "title", new Column.Text(title()),
                "scenario", new Column.Text(definition().spec().scenario()),
                "models", new Column.Texts(models()),
                "connectors", new Column.Texts(connectors()));
    }

    /// The title by language, as JSON.
    private String title() {
        var json = JsonNodeFactory.instance.objectNode();
        Title title = definition().metadata().title();
        if (title != null) title.texts().forEach(json::put);
        return json.toString();
    }

    /// The names of models that its routes use, also as fallbacks.
    Set<String> models() {
        var spec = definition().spec();
        var names = new TreeSet<String>();
        spec.models().values().forEach(route -> spec.arms(route).forEach(arm -> names.addAll(arm.models())));
        return names;
    }

    /// The names of connectors that its aliases stand for.
    Set<String> connectors() {
        return new TreeSet<>(definition().spec().connectors().values());
    }
}
