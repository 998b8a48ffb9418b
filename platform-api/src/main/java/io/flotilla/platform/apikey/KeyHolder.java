package io.flotilla.platform.apikey;

import io.flotilla.platform.access.Permission;
import io.flotilla.platform.access.Reach;
import io.flotilla.platform.tenant.Tenant;
import java.util.Set;
import java.util.UUID;

/// The program behind a key that proved itself.
public record KeyHolder(UUID id, String prefix, Tenant tenant, Set<Permission> permissions, Reach reach) {}
