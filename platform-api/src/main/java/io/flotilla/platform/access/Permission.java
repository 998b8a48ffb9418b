package io.flotilla.platform.access;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// What a caller may do. Each resource method names one with `@Requires`; a role holds many, and an API key's
/// scopes are permissions by their [#scope].
public enum Permission {
    /// To ask who one is. Every caller has it, also one without a tenant.
    SELF_READ("self:read"),
    /// Time zone, languages, retention and the like.
    SETTINGS_READ("settings:read"),
    SETTINGS_WRITE("settings:write"),
    /// Members and invitations.
    MEMBERS_READ("members:read"),
    MEMBERS_WRITE("members:write"),
    API_KEYS_READ("api-keys:read"),
    API_KEYS_WRITE("api-keys:write"),
    SECRETS_READ("secrets:read"),
    SECRETS_WRITE("secrets:write"),
    /// Providers, models and prices.
    MODELS_READ("models:read"),
    MODELS_WRITE("models:write"),
    CONNECTORS_READ("connectors:read"),
    CONNECTORS_WRITE("connectors:write"),
    SCENARIOS_READ("scenarios:read"),
    SCENARIOS_WRITE("scenarios:write"),
    APPS_READ("apps:read"),
    APPS_WRITE("apps:write"),
    RELEASES_WRITE("releases:write"),
    INVOCATIONS_RUN("invocations:run"),
    INVOCATIONS_READ("invocations:read"),
    USAGE_READ("usage:read"),
    BUDGETS_WRITE("budgets:write"),
    AUDIT_READ("audit:read"),
    /// To take along everything that the tenant has made.
    TENANT_EXPORT("tenant:export"),
    /// To create, read and suspend tenants: the operator's, and no API key's.
    TENANTS_ADMINISTER("tenants:administer");

    /// The scope that stands for all others.
    public static final String EVERYTHING = "*";

    private final String scope;

    Permission(String scope) {
        this.scope = scope;
    }

    /// The name as an API key's scope.
    public String scope() {
        return scope;
    }

    /// What a list of scopes allows; empty if one of them is no scope.
    public static Optional<Set<Permission>> ofScopes(Iterable<String> scopes) {
        var permissions = EnumSet.of(SELF_READ);
        for (String scope : scopes) {
            if (scope.equals(EVERYTHING)) permissions.addAll(inTenant());
            else {
                var permission = inTenant().stream()
                        .filter(each -> each.scope.equals(scope))
                        .findFirst();
                if (permission.isEmpty()) return Optional.empty();
                permissions.add(permission.get());
            }
        }
        return Optional.of(permissions);
    }

    /// All there is to do inside a tenant.
    public static Set<Permission> inTenant() {
        return EnumSet.complementOf(EnumSet.of(TENANTS_ADMINISTER));
    }
}
