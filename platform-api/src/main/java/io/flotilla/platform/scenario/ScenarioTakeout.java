package io.flotilla.platform.scenario;

import io.flotilla.platform.database.Database;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.takeout.Folder;
import io.flotilla.platform.takeout.Takeout;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Map;

/// The scenarios that the tenant made for itself.
@ApplicationScoped
class ScenarioTakeout implements Takeout {
    private final Database database;
    private final OwnScenarios own;
    private final Scenarios scenarios;

    ScenarioTakeout(Database database, OwnScenarios own, Scenarios scenarios) {
        this.database = database;
        this.own = own;
        this.scenarios = scenarios;
    }

    @Override
    public void pack(TenantId tenant, Folder folder) throws IOException {
        var all = database.inTenant(tenant, handle -> own.all(handle, tenant));
        var today = scenarios.today();
        folder.json(
                "scenarios.json",
                Map.of(
                        "items",
                        all.stream().map(each -> ScenarioView.of(each, today)).toList()));
    }
}
