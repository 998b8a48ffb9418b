package io.flotilla.platform;

import io.flotilla.houseplan.HousePlan;
import org.junit.jupiter.api.Test;

class HousePlanTest {
    @Test
    void importsOnlyGoDown() {
        HousePlan.of("platform-api", "io.flotilla.platform")
                .floor("identity")
                .floor("app")
                .floor("connector", "model")
                .floor("member", "apikey")
                .floor("scenario", "document")
                .floor("tenant")
                .floor("secret")
                .floor("audit")
                .floor("access")
                .floor("database", "page", "resource")
                .floor("problem")
                .check();
    }
}
