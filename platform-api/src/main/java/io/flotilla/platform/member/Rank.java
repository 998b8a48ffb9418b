package io.flotilla.platform.member;

import io.flotilla.platform.access.Caller;
import io.flotilla.platform.access.Principal;
import io.flotilla.platform.access.Role;
import io.flotilla.platform.problem.Fault;

/// Owners rank above all others: only an owner makes, changes or removes one.
final class Rank {
    private Rank() {}

    /// @throws Fault.Forbidden if the caller does not decide about members of this role
    static void check(Caller caller, Role role) {
        if (role != Role.OWNER) return;
        if (caller.principal() instanceof Principal.Member member && member.role() == Role.OWNER) return;
        throw Fault.forbidden("Only an owner decides about owners.");
    }
}
