package io.flotilla.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import io.flotilla.platform.access.Requires;
import io.flotilla.platform.testing.PlatformTest;
import io.flotilla.platform.testing.TestTenant;
import io.smallrye.common.annotation.RunOnVirtualThread;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

@PlatformTest
class AccessRulesTest {
    @Test
    void everyRouteSaysWhatItRequires() {
        assertThat(Routes.methods()).hasSizeGreaterThan(15);
        assertThat(routesThat(route -> !route.isAnnotatedWith(Requires.class))).isEmpty();
    }

    @Test
    void everyRouteIsPublicBecauseTheFrameworkIgnoresOthers() {
        assertThat(routesThat(route -> !route.getModifiers().contains(JavaModifier.PUBLIC)))
                .isEmpty();
    }

    @Test
    void everyRouteRunsOnAVirtualThread() {
        assertThat(routesThat(route -> !route.isAnnotatedWith(RunOnVirtualThread.class)
                        && !route.getOwner().isAnnotatedWith(RunOnVirtualThread.class)))
                .isEmpty();
    }

    @Test
    void aRouteThatForgotToSayIsAsIfItWereNotThere() {
        TestTenant.create().asKey().get("/v1/testing/forgotten").then().statusCode(404);
    }

    private static List<String> routesThat(Predicate<JavaMethod> predicate) {
        return Routes.methods().stream()
                .filter(predicate)
                .map(JavaMethod::getFullName)
                .sorted()
                .toList();
    }
}
