package io.flotilla.kubernetes;

import io.flotilla.houseplan.HousePlan;
import org.junit.jupiter.api.Test;

class HousePlanTest {
    @Test
    void importsOnlyGoDown() {
        HousePlan.of("deploy/kubernetes", "io.flotilla.kubernetes")
                .floor("")
                .floor("image")
                .check();
    }
}
