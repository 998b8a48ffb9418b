package io.flotilla.houseplan;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HousePlanTest {
    private static final String SAMPLE = "io.flotilla.houseplan.sample";

    @Test
    void thisModuleIsOneRoom() {
        HousePlan.of("deploy/house-plan", "io.flotilla.houseplan").floor("").check();
    }

    @Test
    void acceptsImportsThatGoDown() {
        assertThat(faults(sample().floor("top", "side").floor("bottom"))).isEmpty();
    }

    @Test
    void namesAnImportThatGoesUp() {
        assertThat(faults(sample().floor("bottom").floor("top", "side")))
                .anyMatch(fault -> fault.startsWith("top imports bottom"))
                .anyMatch(fault -> fault.startsWith("side imports bottom"));
    }

    @Test
    void namesAnImportBetweenNeighbours() {
        assertThat(faults(sample().floor("top").floor("side", "bottom")))
                .anyMatch(fault -> fault.startsWith("side imports bottom"))
                .noneMatch(fault -> fault.startsWith("top"));
    }

    @Test
    void namesAPackageWithoutFloorAndAFloorWithoutPackage() {
        assertThat(faults(sample().floor("top").floor("bottom").floor("attic")))
                .contains("package side has no floor", "floor attic has no classes");
    }

    private static HousePlan sample() {
        return HousePlan.of("sample", SAMPLE);
    }

    private static List<String> faults(HousePlan plan) {
        return plan.faults(new ClassFileImporter().importPackages(SAMPLE), new TreeMap<>());
    }
}
