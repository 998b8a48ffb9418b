package io.flotilla.platform.identity;

import static io.flotilla.platform.access.Permission.SELF_READ;
import static io.flotilla.platform.access.Permission.TENANTS_ADMINISTER;

import io.flotilla.platform.access.Caller;
import io.flotilla.platform.access.Permission;
import io.flotilla.platform.access.Principal;
import io.flotilla.platform.apikey.ApiKeys;
import io.flotilla.platform.member.Members;
import io.flotilla.platform.member.Membership;
import io.flotilla.platform.problem.Fault;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who shows this credential, in which tenant, with which permissions. Keys and tokens both end in one [Caller].
@ApplicationScoped
class Recognition {
    private static final String KEY = "flk_";

    private final ApiKeys keys;
    private final Tokens tokens;
    private final Members members;

    Recognition(ApiKeys keys, Tokens tokens, Members members) {
        this.keys = keys;
        this.tokens = tokens;
        this.members = members;
    }

    /// @param tenant the tenant they name by header, if they do
    Visitor of(String credential, @Nullable String tenant) {
        return credential.startsWith(KEY) ? program(credential, tenant) : person(tokens.current(), tenant);
    }

    /// The person whose session the request carries.
    Visitor ofSession(@Nullable String tenant) {
        return person(tokens.current(), tenant);
    }

    private Visitor program(String credential, @Nullable String named) {
        var holder = keys.holder(credential).orElseThrow(Fault.Unauthenticated::new);
        var tenant = holder.tenant();
        if (named != null && !named.equals(tenant.name())) throw Fault.notFound();
        var principal = new Principal.ApiKey(holder.id(), holder.prefix(), holder.reach());
        return new Visitor(new Caller(tenant.id(), principal, holder.permissions()), !tenant.active());
    }

    private Visitor person(SignIn signIn, @Nullable String named) {
        var memberships = members.of(signIn.subject(), signIn.verifiedEmail());
        return choice(memberships, named)
                .map(membership -> member(signIn, membership))
                .orElseGet(() -> nowhere(signIn));
    }

    /// One who is in several tenants and names none acts in none. A tenant that is not theirs is as if it did
    /// not exist.
    private static Optional<Membership> choice(List<Membership> memberships, @Nullable String named) {
        if (named == null) return memberships.size() == 1 ? Optional.of(memberships.getFirst()) : Optional.empty();
        return Optional.of(memberships.stream()
                .filter(each -> each.tenant().name().equals(named))
                .findFirst()
                .orElseThrow(Fault::notFound));
    }

    private static Visitor member(SignIn signIn, Membership membership) {
        var principal = new Principal.Member(membership.id(), signIn.subject(), membership.role());
        var permissions = with(membership.role().permissions(), signIn);
        var tenant = membership.tenant();
        return new Visitor(new Caller(tenant.id(), principal, permissions), !tenant.active());
    }

    private static Visitor nowhere(SignIn signIn) {
        var principal = new Principal.Person(signIn.subject(), signIn.verifiedEmail(), signIn.operator());
        return new Visitor(new Caller(null, principal, with(EnumSet.of(SELF_READ), signIn)), false);
    }

    private static Set<Permission> with(Set<Permission> permissions, SignIn signIn) {
        if (!signIn.operator()) return permissions;
        var more = EnumSet.copyOf(permissions);
        more.add(TENANTS_ADMINISTER);
        return more;
    }
}
