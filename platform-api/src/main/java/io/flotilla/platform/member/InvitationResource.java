package io.flotilla.platform.member;

import static io.flotilla.platform.access.Permission.MEMBERS_READ;
import static io.flotilla.platform.access.Permission.MEMBERS_WRITE;

import io.flotilla.platform.access.Caller;
import io.flotilla.platform.access.Requires;
import io.flotilla.platform.audit.Audit;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.page.Page;
import io.flotilla.platform.page.PageRequest;
import io.flotilla.platform.problem.Fault;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Who is asked into the tenant. No mail is sent: the person signs in to the console with this address, and is in.
@Path("/v1/invitations")
@RunOnVirtualThread
public class InvitationResource {
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final Database database;
    private final Invitations invitations;
    private final Audit audit;

    InvitationResource(Database database, Invitations invitations, Audit audit) {
        this.database = database;
        this.invitations = invitations;
        this.audit = audit;
    }

    /// Invites a person: they are in as soon as they sign in with this address and the OIDC provider vouches for it.
    @POST
    @Requires(MEMBERS_WRITE)
    @APIResponseSchema(Invitation.class)
    public Response invite(NewInvitation request) {
        var caller = Caller.current();
        Rank.check(caller, request.role());
        var invitation = database.inTenant(caller.tenant(), handle -> {
            var created = invitations
                    .add(handle, caller, request)
                    .orElseThrow(() -> Fault.conflict("There is an invitation or a member with this address already."));
            record(handle, caller, "member.invited", created.id(), null, created);
            return created;
        });
        return Response.created(URI.create("/v1/invitations/" + invitation.id()))
                .entity(invitation)
                .build();
    }

    @GET
    @Requires(MEMBERS_READ)
    public Page<Invitation> list(@BeanParam PageRequest page) {
        var tenant = Caller.current().tenant();
        var rows = database.inTenant(
                tenant,
                handle -> handle.createQuery("""
                        select %s from invitation
                        where tenant_id = :tenant and id > :after order by tenant_id, id limit :rows
                        """.formatted(Invitation.COLUMNS))
                        .bind("tenant", tenant)
                        .bind("after", page.after(UUID::fromString).orElse(BEFORE_ALL))
                        .bind("rows", page.rows())
                        .map(Invitation::of)
                        .list());
        return Page.cut(rows, page, invitation -> invitation.id().toString());
    }

    @GET
    @Path("{id}")
    @Requires(MEMBERS_READ)
    public Invitation read(UUID id) {
        var tenant = Caller.current().tenant();
        return database.inTenant(
                tenant,
                handle -> handle.createQuery("select %s from invitation where tenant_id = :tenant and id = :id"
                                .formatted(Invitation.COLUMNS))
                        .bind("tenant", tenant)
                        .bind("id", id)
                        .map(Invitation::of)
                        .findOne()
                        .orElseThrow(Fault::notFound));
    }

    /// Withdraws an invitation. Who has come already is a member, and removed as one.
    @DELETE
    @Path("{id}")
    @Requires(MEMBERS_WRITE)
    public void withdraw(UUID id) {
        var caller = Caller.current();
        database.useTenant(caller.tenant(), handle -> {
            var invitation = handle.createQuery("""
                            delete from invitation where tenant_id = :tenant and id = :id returning %s
                            """.formatted(Invitation.COLUMNS))
                    .bind("tenant", caller.tenant())
                    .bind("id", id)
                    .map(Invitation::of)
                    .findOne()
                    .orElseThrow(Fault::notFound);
            Rank.check(caller, invitation.role());
            record(handle, caller, "member.invitation-withdrawn", id, invitation, null);
        });
    }

    private void record(
            Handle handle,
            Caller caller,
            String action,
            UUID id,
            @Nullable Invitation before,
            @Nullable Invitation after) {
        audit.changed(handle, caller.tenant(), action, id.toString(), before, after);
    }
}
