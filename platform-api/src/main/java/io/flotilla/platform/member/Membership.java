package io.flotilla.platform.member;

import io.flotilla.platform.access.Role;
import io.flotilla.platform.tenant.Tenant;
import java.util.UUID;

/// A person's place in one tenant.
public record Membership(UUID id, Tenant tenant, Role role) {}
