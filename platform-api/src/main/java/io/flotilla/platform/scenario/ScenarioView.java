package io.flotilla.platform.scenario;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.LocalDate;

/// A scenario as its reader sees it on a day.
///
/// @param retired whether new work should no longer be put under it
/// @param own     whether the tenant made it for itself
record ScenarioView(@JsonUnwrapped Scenario scenario, boolean retired, boolean own) {
    static ScenarioView of(Scenario scenario, LocalDate today) {
        return new ScenarioView(scenario, scenario.retired(today), scenario.industry().equals(Catalogue.CUSTOM));
    }
}
