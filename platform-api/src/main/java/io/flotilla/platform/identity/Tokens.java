package io.flotilla.platform.identity;

import io.flotilla.platform.problem.Fault;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.ws.rs.ServiceUnavailableException;
import java.util.Collection;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/// The access token of the request that is running, or the ID token of its session, checked by the OIDC extension:
/// signature, issuer, audience, time.
@ApplicationScoped
class Tokens {
    private final CurrentIdentityAssociation identities;
    private final OperatorConfig operators;

    Tokens(CurrentIdentityAssociation identities, OperatorConfig operators) {
        this.identities = identities;
        this.operators = operators;
    }

    SignIn current() {
        var principal = principal();
        if (!(principal instanceof JsonWebToken token) || token.getSubject() == null) throw new Fault.Unauthenticated();
        return new SignIn(token.getSubject(), verifiedEmail(token), name(token), operator(token));
    }

    private java.security.Principal principal() {
        try {
            return identities.getDeferredIdentity().await().indefinitely().getPrincipal();
        } catch (AuthenticationFailedException | AuthenticationCompletionException e) {
            throw new Fault.Unauthenticated();
        } catch (OIDCException e) {
            throw new ServiceUnavailableException("the OIDC provider does not answer");
        }
    }

    private static @Nullable String name(JsonWebToken token) {
        Object name = token.getClaim("name");
        return name == null ? null : name.toString();
    }

    private static @Nullable String verifiedEmail(JsonWebToken token) {
        Object email = token.getClaim("email");
        Object verified = token.getClaim("email_verified");
        return Boolean.TRUE.equals(verified) || "true".equals(String.valueOf(verified))
                ? email == null ? null : email.toString()
                : null;
    }

    private boolean operator(JsonWebToken token) {
        var names = operators.claim().split("/");
        Object found = token.getClaim(names[0]);
        for (int at = 1; at < names.length; at++) {
            found = found instanceof JsonObject object ? object.get(names[at]) : null;
        }
        return found != null && texts(found).anyMatch(operators.value()::equals);
    }

    private static Stream<String> texts(Object claim) {
        return switch (claim) {
            case Collection<?> several -> several.stream().flatMap(Tokens::texts);
            case JsonString text -> Stream.of(text.getString());
            case String text -> Stream.of(text);
            default -> Stream.empty();
        };
    }
}
