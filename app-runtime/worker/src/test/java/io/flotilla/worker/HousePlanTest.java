package io.flotilla.worker;

import io.flotilla.houseplan.HousePlan;
import org.junit.jupiter.api.Test;

class HousePlanTest {
    @Test
    void importsOnlyGoDown() {
        HousePlan.of("app-runtime/worker", "io.flotilla.worker")
                .floor("")
                .floor("intake", "control", "heartbeat")
                .floor("probe")
                .floor("run")
                .floor("bind", "report")
                .floor("kafka")
                .floor("time")
                .check();
    }
}
