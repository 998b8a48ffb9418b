package io.flotilla.platform.app;

import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.document.Definitions;
import io.flotilla.platform.problem.Violation;
import io.flotilla.platform.scenario.ScenarioCode;
import io.flotilla.platform.scenario.Scenarios;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Checks what an app says it is for. A code is frozen into every usage event, so a misspelt one is refused at once; one that
/// was retired is only warned of, because what runs under it must still be mended.
@ApplicationScoped
class ScenarioCheck {
    private static final String POINTER = "/spec/scenario";

    private final Scenarios scenarios;

    ScenarioCheck(Scenarios scenarios) {
        this.scenarios = scenarios;
    }

    /// What keeps a document from being published: its scenario is not in the catalogue.
    Optional<Violation> refusal(Handle handle, TenantId tenant, AppDocument document) {
        var code = code(document);
        if (scenarios.find(handle, tenant, code).isPresent()) return Optional.empty();
        return Optional.of(Definitions.violation(
                document.places(),
                POINTER,
                "unknown-scenario",
                "There is no scenario '%s' in the catalogue.".formatted(code),
                scenarios.nearest(handle, tenant, code).orElse(null)));
    }

    /// What its author should know: its scenario is not one to choose now.
    Optional<Violation> warning(Handle handle, TenantId tenant, AppDocument document) {
        return scenarios
                .find(handle, tenant, code(document))
                .filter(scenario -> !scenario.current(scenarios.today()))
                .map(scenario -> Definitions.violation(
                        document.places(),
                        POINTER,
                        "scenario-not-current",
                        "The scenario '%s' is retired, or not valid yet.".formatted(scenario.code())));
    }

    private static ScenarioCode code(AppDocument document) {
        return new ScenarioCode(document.definition().spec().scenario());
    }
}
