package io.flotilla.platform.testing;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;

/// A small OIDC provider with real discovery and keys, and tokens for the asking.
public final class SignInServer {
    public static final String AUDIENCE = "flotilla-api";
    private static final String ISSUER = "flotilla";
    private static final int HOUR = 3600;

    private static MockOAuth2Server server;

    private SignInServer() {}

    static synchronized String start() {
        if (server == null) {
            server = new MockOAuth2Server();
            server.start(InetAddress.getLoopbackAddress(), 0);
        }
        return server.issuerUrl(ISSUER).toString();
    }

    static synchronized void stop() {
        if (server != null) server.shutdown();
        server = null;
    }

    /// A person's access token.
    public static String token(String subject, String email) {
        return token(subject, AUDIENCE, claims(email, true), HOUR);
    }

    /// The access token of a person whose address nobody vouches for.
    public static String unverified(String subject, String email) {
        return token(subject, AUDIENCE, claims(email, false), HOUR);
    }

    /// An operator's access token.
    public static String operator() {
        var claims = new HashMap<>(claims("operator@flotilla.example", true));
        claims.put("realm_access", Map.of("roles", List.of("operator")));
        return token("operator-1", AUDIENCE, claims, HOUR);
    }

    /// An access token of any kind.
    ///
    /// @param seconds how long it is valid; negative for one that is over
    public static String token(String subject, String audience, Map<String, Object> claims, long seconds) {
        return server.issueToken(
                        ISSUER,
                        "flotilla-cli",
                        new DefaultOAuth2TokenCallback(ISSUER, subject, "JWT", List.of(audience), claims, seconds))
                .serialize();
    }

    /// A token that is right in all but its issuer.
    public static String ofAnotherIssuer(String subject) {
        return server.issueToken(
                        "another",
                        "flotilla-cli",
                        new DefaultOAuth2TokenCallback("another", subject, "JWT", List.of(AUDIENCE), Map.of(), HOUR))
                .serialize();
    }

    /// Lets the next sign-in or refresh end in tokens that are over after so many seconds.
    public static void nextTokensLast(long seconds) {
        server.enqueueCallback(
                new DefaultOAuth2TokenCallback(ISSUER, "next", "JWT", List.of(AUDIENCE), Map.of(), seconds));
    }

    /// The issuer's address.
    public static String issuer() {
        return server.issuerUrl(ISSUER).toString();
    }

    private static Map<String, Object> claims(String email, boolean verified) {
        return Map.of("email", email, "email_verified", verified, "preferred_username", email);
    }
}
