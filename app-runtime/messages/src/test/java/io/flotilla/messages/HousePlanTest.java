package io.flotilla.messages;

import io.flotilla.houseplan.HousePlan;
import org.junit.jupiter.api.Test;

class HousePlanTest {
    @Test
    void importsOnlyGoDown() {
        HousePlan.of("app-runtime/messages", "io.flotilla.messages")
                .floor("secret")
                .floor("")
                .check();
    }
}
