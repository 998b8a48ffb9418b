package io.flotilla.sandbox;

import io.flotilla.houseplan.HousePlan;
import org.junit.jupiter.api.Test;

class HousePlanTest {
    @Test
    void importsOnlyGoDown() {
        HousePlan.of("deploy/sandbox-model", "io.flotilla.sandbox")
                .floor("")
                .floor("server", "scripted", "reader")
                .floor("embedding")
                .floor("text", "chat")
                .check();
    }
}
