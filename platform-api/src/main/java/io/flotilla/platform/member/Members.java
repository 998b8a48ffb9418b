package io.flotilla.platform.member;

import io.flotilla.platform.access.Recent;
import io.flotilla.platform.access.Role;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.tenant.TenantMoved;
import io.flotilla.platform.tenant.Tenants;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Recognises people by the subject of their sign-in.
@ApplicationScoped
public class Members {
    private static final Duration MOMENT = Duration.ofSeconds(4);

    private final Database database;
    private final Tenants tenants;
    private final Invitations invitations;
    private final Clock clock;
    private final Recent<Person, List<Membership>> recent;

    Members(Database database, Tenants tenants, Invitations invitations, Clock clock) {
        this.database = database;
        this.tenants = tenants;
        this.invitations = invitations;
        this.clock = clock;
        this.recent = new Recent<>(clock, MOMENT);
    }

    /// All tenants that a person is a member of, by name. An invitation to their address becomes theirs here,
    /// at their first sign-in.
    ///
    /// @param verifiedEmail their address, only if the OIDC provider vouches for it
    public List<Membership> of(String subject, @Nullable String verifiedEmail) {
        var person = new Person(subject, verifiedEmail == null ? null : verifiedEmail.toLowerCase(Locale.ROOT));
        var now = clock.instant();
        return recent.get(person).orElseGet(() -> {
            var memberships = database.withoutTenant(handle -> read(handle, person));
            // nobody's memberships are not remembered: who was just invited gets in at once
            return memberships.isEmpty() ? memberships : recent.put(person, memberships, now);
        });
    }

    /// Makes a change of members count at once on this instance.
    void forgetAll() {
        recent.forgetAll();
    }

    void forgetTheState(@Observes TenantMoved event) {
        recent.forgetAll();
    }

    private List<Membership> read(Handle handle, Person person) {
        if (person.email() != null) invitations.accept(handle, person.subject(), person.email());
        Database.set(handle, "app.tenant_id", "");
        Database.set(handle, "app.subject", person.subject());
        var rows = handle.createQuery("select tenant_id, id, role from member where subject = :subject")
                .bind("subject", person.subject())
                .map((row, context) -> new Row(
                        new TenantId(row.getObject("tenant_id", UUID.class)),
                        row.getObject("id", UUID.class),
                        Role.of(row.getString("role"))))
                .list();
        var memberships = new ArrayList<Membership>();
        for (var row : rows) {
            Database.enter(handle, row.tenant());
            tenants.byId(handle, row.tenant())
                    .ifPresent(tenant -> memberships.add(new Membership(row.id(), tenant, row.role())));
        }
        memberships.sort(
                (one, other) -> one.tenant().name().compareTo(other.tenant().name()));
        return List.copyOf(memberships);
    }

    private record Person(String subject, @Nullable String email) {}

    private record Row(TenantId tenant, UUID id, Role role) {}
}
