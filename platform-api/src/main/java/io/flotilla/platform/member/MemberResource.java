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
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

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
    @APIResponseSchema(MemberView.class)
    public Response read(UUID id) {
        var caller = Caller.current();
        return database.inTenant(caller.tenant(), handle -> member(handle, caller, id, ""))
                .answer();
    }

    /// Gives a member another role.
    @PUT
    @Path("{id}")
    @Requires(MEMBERS_WRITE)
    @APIResponseSchema(MemberView.class)
    public Response change(UUID id, RoleChange request, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        var caller = Caller.current();
        var view = database.inTenant(caller.tenant(), handle -> {
            var owners = owners(handle, caller);
            var member = member(handle, caller, id, "for update");
            member.revision().match(ifMatch);
            if (member.role() == request.role()) return member;
            Rank.check(caller, member.role());
            Rank.check(caller, request.role());
            if (member.role() == Role.OWNER) keepAnOwner(owners, id);
            var changed = handle.createQuery("""
                            update member set role = :role, revision = revision + 1
                            where tenant_id = :tenant and id = :id returning %s
                            """.formatted(MemberView.COLUMNS))
                    .bind("tenant", caller.tenant())
                    .bind("id", id)
                    .bind("role", request.role().word())
                    .map(MemberView::of)
                    .one();
            record(handle, caller, "member.role-changed", member, changed);
            return changed;
        });
        members.forgetAll();
        return view.answer();
    }

    /// Removes a person, who is out within five seconds on every instance.
    @DELETE
    @Path("{id}")
    @Requires(MEMBERS_WRITE)
    public void remove(UUID id) {
        var caller = Caller.current();
        database.useTenant(caller.tenant(), handle -> {
            var owners = owners(handle, caller);
            var member = member(handle, caller, id, "for update");
            Rank.check(caller, member.role());
            if (member.role() == Role.OWNER) keepAnOwner(owners, id);
            handle.createUpdate("delete from member where tenant_id = :tenant and id = :id")
                    .bind("tenant", caller.tenant())
                    .bind("id", id)
                    .execute();
            record(handle, caller, "member.removed", member, null);
        });
        members.forgetAll();
    }

    // locked before any other member, so that two owners cannot remove each other at once
    private static List<UUID> owners(Handle handle, Caller caller) {
        return handle.createQuery(
                        "select id from member where tenant_id = :tenant and role = 'owner' order by id for update")
                .bind("tenant", caller.tenant())
                .mapTo(UUID.class)
                .list();
    }

    private static void keepAnOwner(List<UUID> owners, UUID leaving) {
        if (owners.stream().allMatch(leaving::equals)) throw Fault.conflict("A tenant keeps at least one owner.");
    }

    private static MemberView member(Handle handle, Caller caller, UUID id, String lock) {
        return handle.createQuery("select %s from member where tenant_id = :tenant and id = :id %s"
                        .formatted(MemberView.COLUMNS, lock))
                .bind("tenant", caller.tenant())
                .bind("id", id)
                .map(MemberView::of)
                .findOne()
                .orElseThrow(Fault::notFound);
    }

    private void record(Handle handle, Caller caller, String action, MemberView before, @Nullable MemberView after) {
        audit.changed(handle, caller.tenant(), action, before.id().toString(), before, after);
    }
}
