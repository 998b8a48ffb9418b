package io.flotilla.engine;

import io.flotilla.houseplan.HousePlan;
import org.junit.jupiter.api.Test;

class HousePlanTest {
    @Test
    void importsOnlyGoDown() {
        HousePlan.of("app-runtime/engine", "io.flotilla.engine")
                .floor("chain")
                .floor("step")
                .floor(
                        "model.openai",
                        "model.anthropic",
                        "model.scripted",
                        "model.probe",
                        "connector.http",
                        "connector.sql")
                .floor("model.http", "model.health", "model.cache", "model.seat")
                .floor("model", "connector")
                .floor("probe")
                .floor("address", "control")
                .check();
    }
}
