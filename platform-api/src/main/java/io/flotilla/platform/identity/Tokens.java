package io.flotilla.platform.identity;

import io.flotilla.platform.problem.Fault;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.ws.rs.ServiceUnavailableException;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/// The access token of the request that is running, checked by the OIDC extension: signature, issuer, audience,
/// time.
@ApplicationScoped
class Tokens {
    private static final String OPERATOR = "operator";

    private final CurrentIdentityAssociation identities;

    Tokens(CurrentIdentityAssociation identities) {
        this.identities = identities;
    }

    SignIn current() {
        var principal = principal();
        if (!(principal instanceof JsonWebToken token) || token.getSubject() == null) throw new Fault.Unauthenticated();
        return new SignIn(token.getSubject(), verifiedEmail(token), operator(token));
    }

    private java.security.Principal principal() {
        try {
            return identities.getDeferredIdentity().await().indefinitely().getPrincipal();
        } catch (AuthenticationFailedException e) {
            throw new Fault.Unauthenticated();
        } catch (OIDCException e) {
            throw new ServiceUnavailableException("the OIDC provider does not answer");
        }
    }

    private static @Nullable String verifiedEmail(JsonWebToken token) {
        Object email = token.getClaim("email");
        Object verified = token.getClaim("email_verified");
        return Boolean.TRUE.equals(verified) || "true".equals(String.valueOf(verified))
                ? email == null ? null : email.toString()
                : null;
    }

    private static boolean operator(JsonWebToken token) {
        Object access = token.getClaim("realm_access");
        if (!(access instanceof JsonObject object) || !object.containsKey("roles")) return false;
        return object.getJsonArray("roles").stream()
                .anyMatch(role ->
                        role instanceof JsonString name && name.getString().equals(OPERATOR));
    }
}
