package io.flotilla.platform.member;

import io.flotilla.platform.access.Role;
import io.flotilla.platform.problem.Violations;

/// A member's new role.
record RoleChange(Role role) {
    RoleChange {
        new Violations().required("/role", role).orThrow();
    }
}
