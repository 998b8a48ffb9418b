package io.flotilla.platform;

import io.flotilla.houseplan.HousePlan;
import org.junit.jupiter.api.Test;

class HousePlanTest {
    @Test
    void importsOnlyGoDown() {
        HousePlan.of("platform-api", "io.flotilla.platform")
                .floor("identity", "idempotency", "openapi")
                .floor("export", "reconciliation")
                .floor("invocation")
                .floor("invocation.admission", "invocation.projection", "invocation.stream", "invocation.upkeep")
                .floor("invocation.dispatch")
                .floor("invocation.state")
                .floor("app")
                .floor("app.diff")
                .floor("connector", "model")
                .floor("member", "apikey")
                .floor("version")
                .floor("quota")
                .floor("document", "probe")
                .floor("usage")
                .floor("scenario")
                .floor("tenant")
                .floor("secret")
                .floor("audit")
                .floor("access", "queue", "takeout")
                .floor("console", "session")
                .floor("database", "page", "resource")
                .floor("problem")
                .check();
    }
}
