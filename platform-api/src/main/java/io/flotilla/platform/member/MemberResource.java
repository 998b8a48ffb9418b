package io.flotilla.platform.member;

import static io.flotilla.platform.access.Permission.MEMBERS_READ;
import static io.flotilla.platform.access.Permission.MEMBERS_WRITE;

import io.flotilla.platform.access.Caller;
import io.flotilla.platform.access.Requires;
import io.flotilla.platform.access.Role;
import io.flotilla.platform.audit.Audit;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.page.Page;
import io.flotilla.platform.page.PageRequest;
import io.flotilla.platform.problem.Fault;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The people of a tenant. They come by invitation; the last owner stays.
@Path("/v1/members")
@RunOnVirtualThread
public class MemberResource {
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final Database database;
    private final Members members;
    private final Audit audit;

    MemberResource(Database database, Members members, Audit audit) {
        this.database = database;
        this.members = members;
        this.audit = audit;
    }

    @GET
    @Requires(MEMBERS_READ)
    public Page<MemberView> list(@BeanParam PageRequest page) {
        var tenant = Caller.current().tenant();
        var rows = database.inTenant(
                tenant,
                handle -> handle.createQuery("""
                        select %s from member
                        where tenant_id = :tenant and id > :after order by tenant_id, id limit :rows
                        """.formatted(MemberView.COLUMNS))
                        .bind("tenant", tenant)
                        .bind("after", page.after(UUID::fromString).orElse(BEFORE_ALL))
                        .bind("rows", page.rows())
                        .map(MemberView::of)
                        .list());
        return Page.cut(rows, page, member -> member.id().toString());
    }

    @GET
    @Path("{id}")
    @Requires(MEMBERS_READ)
    public MemberView read(UUID id) {
        var caller = Caller.current();
        return database.inTenant(caller.tenant(), handle -> member(handle, caller, id));
    }

    /// Gives a member another role.
    @PUT
    @Path("{id}")
    @Requires(MEMBERS_WRITE)
    public MemberView change(UUID id, RoleChange request) {
        var caller = Caller.current();
        var view = database.inTenant(caller.tenant(), handle -> {
            var member = member(handle, caller, id);
            if (member.role() == request.role()) return member;
            Rank.check(caller, member.role());
            Rank.check(caller, request.role());
            if (member.role() == Role.OWNER) keepAnOwner(handle, caller, id);
            handle.createUpdate("update member set role = :role where tenant_id = :tenant and id = :id")
                    .bind("tenant", caller.tenant())
                    .bind("id", id)
                    .bind("role", request.role().word())
                    .execute();
            var changed = member.with(request.role());
            record(handle, caller, "member.role-changed", changed);
            return changed;
        });
        members.forgetAll();
        return view;
    }

    /// Removes a person, who is out within five seconds on every instance.
    @DELETE
    @Path("{id}")
    @Requires(MEMBERS_WRITE)
    public void remove(UUID id) {
        var caller = Caller.current();
        database.useTenant(caller.tenant(), handle -> {
            var member = member(handle, caller, id);
            Rank.check(caller, member.role());
            if (member.role() == Role.OWNER) keepAnOwner(handle, caller, id);
            handle.createUpdate("delete from member where tenant_id = :tenant and id = :id")
                    .bind("tenant", caller.tenant())
                    .bind("id", id)
                    .execute();
            record(handle, caller, "member.removed", member);
        });
        members.forgetAll();
    }

    // locks the owners, so that two of them cannot remove each other at once
    private static void keepAnOwner(Handle handle, Caller caller, UUID leaving) {
        var owners = handle.createQuery(
                        "select id from member where tenant_id = :tenant and role = 'owner' order by id for update")
                .bind("tenant", caller.tenant())
                .mapTo(UUID.class)
                .list();
        if (owners.stream().allMatch(leaving::equals)) throw Fault.conflict("A tenant keeps at least one owner.");
    }

    private static MemberView member(Handle handle, Caller caller, UUID id) {
        return handle.createQuery(
                        "select %s from member where tenant_id = :tenant and id = :id".formatted(MemberView.COLUMNS))
                .bind("tenant", caller.tenant())
                .bind("id", id)
                .map(MemberView::of)
                .findOne()
                .orElseThrow(Fault::notFound);
    }

    private void record(Handle handle, Caller caller, String action, MemberView member) {
        audit.record(
                handle,
                caller.tenant(),
                action,
                member.id().toString(),
                Map.of("email", member.email(), "role", member.role().word()));
    }
}
