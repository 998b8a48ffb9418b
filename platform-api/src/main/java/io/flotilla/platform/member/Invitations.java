package io.flotilla.platform.member;

import io.flotilla.platform.access.Caller;
import io.flotilla.platform.access.Principal;
import io.flotilla.platform.audit.Audit;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.database.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The rows of `invitation`, until they become members.
@ApplicationScoped
class Invitations {
    private final Audit audit;

    Invitations(Audit audit) {
        this.audit = audit;
    }

    /// A new invitation, in place of an expired one to the address; nothing if there is one that is good, or a member
    /// with the address.
    Optional<Invitation> add(Handle handle, Caller caller, NewInvitation request) {
        return handle.createQuery("""
                        insert into invitation (tenant_id, email, role, invited_by, expires_at)
                        select :tenant, :email, :role, :by, now() + cast(:span as interval)
                        where not exists (select 1 from member where tenant_id = :tenant and email = :email)
                        on conflict (tenant_id, email) do update
                            set id = excluded.id, role = excluded.role, invited_by = excluded.invited_by,
                                created_at = now(), expires_at = excluded.expires_at
                            where invitation.expires_at <= now()
                        returning %s
                        """.formatted(Invitation.COLUMNS))
                .bind("tenant", caller.tenant())
                .bind("email", request.email())
                .bind("role", request.role().word())
                .bind("by", caller.principal().label())
                .bind("span", request.span().toString())
                .map(Invitation::of)
                .findOne();
    }

    /// Makes members of those whom an address invites: this person, in each tenant that asked for them. Leaves the
    /// transaction in one of these tenants.
    void accept(Handle handle, String subject, String email) {
        Database.set(handle, "app.email", email);
        var tenants = handle.createQuery("select tenant_id from invitation where email = :email and expires_at > now()")
                .bind("email", email)
                .mapTo(UUID.class)
                .list();
        for (var tenant : tenants) accept(handle, new TenantId(tenant), subject, email);
    }

    private void accept(Handle handle, TenantId tenant, String subject, String email) {
        Database.enter(handle, tenant);
        var joined = handle.createQuery("""
                        with taken as (
                            delete from invitation where tenant_id = :tenant and email = :email and expires_at > now()
                            returning id, role)
                        insert into member (tenant_id, id, email, subject, role)
                        select :tenant, id, :email, :subject, role from taken
                        on conflict do nothing
                        returning id, role
                        """)
                .bind("tenant", tenant)
                .bind("email", email)
                .bind("subject", subject)
                .map((row, context) -> new Joined(row.getString("id"), row.getString("role")))
                .findOne();
        if (joined.isEmpty()) return;
        var details = Map.of("email", email, "role", joined.get().role());
        new Caller(tenant, new Principal.Person(subject, email, false), Set.of()).call(() -> {
            audit.record(handle, tenant, "member.joined", joined.get().id(), details);
            return joined;
        });
    }

    private record Joined(String id, String role) {}
}
