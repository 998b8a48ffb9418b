package io.flotilla.local;

import io.flotilla.houseplan.HousePlan;
import org.junit.jupiter.api.Test;

class HousePlanTest {
    @Test
    void importsOnlyGoDown() {
        HousePlan.of("deploy/local", "io.flotilla.local")
                .floor("command")
                .floor("demo")
                .floor("")
                .floor("postgres", "kafka", "keycloak", "service")
                .floor("process", "broker", "browser")
                .check();
    }
}
