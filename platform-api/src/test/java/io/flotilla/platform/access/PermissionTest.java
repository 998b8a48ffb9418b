package io.flotilla.platform.access;

import static io.flotilla.platform.access.Permission.APPS_WRITE;
import static io.flotilla.platform.access.Permission.SELF_READ;
import static io.flotilla.platform.access.Permission.TENANTS_ADMINISTER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PermissionTest {
    @Test
    void everyScopeIsWrittenOnce() {
        assertThat(Arrays.stream(Permission.values()).map(Permission::scope)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(Permission.class)
    void aScopeStandsForItsPermissionUnlessItIsTheOperators(Permission permission) {
        var found = Permission.ofScopes(List.of(permission.scope()));

        if (permission == TENANTS_ADMINISTER) assertThat(found).isEmpty();
        else assertThat(found).contains(EnumSet.of(SELF_READ, permission));
    }

    @Test
    void theStarIsEverythingInATenantAndNothingOfTheOperators() {
        assertThat(Permission.ofScopes(List.of("*")).orElseThrow())
                .contains(APPS_WRITE)
                .doesNotContain(TENANTS_ADMINISTER);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void noRoleIsAnOperator(Role role) {
        assertThat(role.permissions()).contains(SELF_READ).doesNotContain(TENANTS_ADMINISTER);
    }

    @Test
    void aViewerChangesNothing() {
        assertThat(Role.VIEWER.permissions()).allMatch(each -> each.scope().endsWith(":read"));
    }
}
