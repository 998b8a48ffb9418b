package io.flotilla.platform.session;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;
import java.util.stream.Collectors;

/// The cookie that carries a signed-in person's session, encrypted. A large one comes in numbered pieces.
public final class SessionCookie {
    /// The OIDC extension's name for the configuration of browsers, part of the cookie's name.
    static final String PROVIDER = "console";

    private static final String NAME = "q_session_" + PROVIDER;

    private SessionCookie() {}

    /// Whether a cookie of this name carries a session or a piece of it.
    public static boolean isOne(String name) {
        return name.startsWith(NAME);
    }

    /// Whether the request carries one; says nothing of its worth.
    static boolean in(HttpServerRequest request) {
        return !namesIn(request).isEmpty();
    }

    /// Takes the session from the browser.
    static void forget(HttpServerRequest request) {
        for (String name : namesIn(request)) {
            request.response()
                    .addCookie(Cookie.cookie(name, "")
                            .setPath("/")
                            .setMaxAge(0)
                            .setHttpOnly(true)
                            .setSecure(request.isSSL())
                            .setSameSite(CookieSameSite.LAX));
        }
    }

    private static Set<String> namesIn(HttpServerRequest request) {
        return request.cookies().stream()
                .map(Cookie::getName)
                .filter(SessionCookie::isOne)
                .collect(Collectors.toSet());
    }
}
