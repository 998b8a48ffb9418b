package io.flotilla.platform.identity;

import static io.flotilla.platform.access.Permission.SELF_READ;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.flotilla.platform.access.Caller;
import io.flotilla.platform.access.Permission;
import io.flotilla.platform.access.Principal;
import io.flotilla.platform.access.Requires;
import io.flotilla.platform.access.Role;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.member.Members;
import io.flotilla.platform.tenant.Tenant;
import io.flotilla.platform.tenant.Tenants;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who am I?
@Path("/v1/me")
@RunOnVirtualThread
public class MeResource {
    private final Database database;
    private final Tenants tenants;
    private final Members members;
    private final Tokens tokens;

    MeResource(Database database, Tenants tenants, Members members, Tokens tokens) {
        this.database = database;
        this.tenants = tenants;
        this.members = members;
        this.tokens = tokens;
    }

    @GET
    @Requires(SELF_READ)
    public Me me() {
        var caller = Caller.current();
        var tenant = caller.tenantOrNone() == null ? null : name(caller.tenantOrNone());
        var scopes =
                caller.permissions().stream().map(Permission::scope).sorted().toList();
        return switch (caller.principal()) {
            case Principal.ApiKey key ->
                new Me("api-key", key.prefix(), null, null, tenant, null, false, scopes, List.of());
            case Principal.Member member -> person("member", caller, tenant, member.role(), scopes);
            case Principal.Person _ -> person("person", caller, null, null, scopes);
        };
    }

    private Me person(
            String kind, Caller caller, @Nullable String tenant, @Nullable Role role, List<String> permissions) {
        var signIn = tokens.current();
        return new Me(
                kind,
                signIn.subject(),
                signIn.name(),
                signIn.verifiedEmail(),
                tenant,
                role,
                caller.may(Permission.TENANTS_ADMINISTER),
                permissions,
                choices(signIn.subject()));
    }

    private @Nullable String name(TenantId id) {
        return database.inTenant(id, handle -> tenants.byId(handle, id))
                .map(Tenant::name)
                .orElse(null);
    }

    private List<Choice> choices(String subject) {
        return members.of(subject, null).stream()
                .map(each -> new Choice(each.tenant().name(), each.tenant().title(), each.role()))
                .toList();
    }

    /// The caller about themselves.
    ///
    /// @param kind    `member`, `api-key`, or `person` when acting in no tenant
    /// @param name    what the OIDC provider calls them
    /// @param email   only if the OIDC provider vouches for it
    /// @param tenants what can be named in the header `Flotilla-Tenant`
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Me(
            String kind,
            String id,
            @Nullable String name,
            @Nullable String email,
            @Nullable String tenant,
            @Nullable Role role,
            boolean operator,
            List<String> permissions,
            List<Choice> tenants) {}

    /// A tenant they may act in.
    public record Choice(String tenant, String title, Role role) {}
}
