package io.flotilla.app;

import io.flotilla.houseplan.HousePlan;
import org.junit.jupiter.api.Test;

class HousePlanTest {
    @Test
    void importsOnlyGoDown() {
        HousePlan.of("app-runtime/app-model", "io.flotilla.app")
                .floor("")
                .floor("check")
                .floor("read", "expression", "schema", "canonical")
                .floor("connector")
                .floor("definition")
                .floor("violation")
                .check();
    }
}
