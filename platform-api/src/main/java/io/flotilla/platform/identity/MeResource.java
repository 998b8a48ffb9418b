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

    MeResource(Database database, Tenants tenants, Members members) {
        this.database = database;
        this.tenants = tenants;
        this.members = members;
    }

    @GET
    @Requires(SELF_READ)
    public Me me() {
        var caller = Caller.current();
        var tenant = caller.tenantOrNone() == null ? null : name(caller.tenantOrNone());
        var scopes =
                caller.permissions().stream().map(Permission::scope).sorted().toList();
        return switch (caller.principal()) {
            case Principal.ApiKey key -> new Me("api-key", key.prefix(), tenant, null, false, scopes, List.of());
            case Principal.Member member ->
                new Me(
                        "member",
                        member.subject(),
                        tenant,
                        member.role(),
                        operator(caller),
                        scopes,
                        choices(member.subject()));
            case Principal.Person person ->
                new Me("person", person.subject(), null, null, operator(caller), scopes, choices(person.subject()));
        };
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

    private static boolean operator(Caller caller) {
        return caller.may(Permission.TENANTS_ADMINISTER);
    }

    /// The caller about themselves.
    ///
    /// @param kind    `member`, `api-key`, or `person` when acting in no tenant
    /// @param tenants what can be named in the header `Flotilla-Tenant`
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Me(
            String kind,
            String id,
            @Nullable String tenant,
            @Nullable Role role,
            boolean operator,
            List<String> permissions,
            List<Choice> tenants) {}

    /// A tenant they may act in.
    public record Choice(String tenant, String title, Role role) {}
}
