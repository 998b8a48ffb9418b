package io.flotilla.toolchain;

import io.flotilla.houseplan.HousePlan;
import org.junit.jupiter.api.Test;

class HousePlanTest {
    @Test
    void importsOnlyGoDown() {
        HousePlan.of("toolchain", "io.flotilla.toolchain")
                .floor("")
                .floor("command")
                .floor("output", "document", "platform", "localrun")
                .check();
    }
}
