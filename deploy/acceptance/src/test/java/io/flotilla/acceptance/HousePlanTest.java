package io.flotilla.acceptance;

import io.flotilla.houseplan.HousePlan;
import org.junit.jupiter.api.Test;

class HousePlanTest {
    @Test
    void importsOnlyGoDown() {
        HousePlan.of("deploy/acceptance", "io.flotilla")
                .floor("bench")
                .floor("acceptance")
                .check();
    }
}
