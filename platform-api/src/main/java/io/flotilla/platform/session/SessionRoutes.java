package io.flotilla.platform.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.quarkus.oidc.OidcConfigurationMetadata;
import io.quarkus.oidc.runtime.OidcUtils;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.AuthenticationRedirectException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.net.URLEncoder;
import java.util.function.BiConsumer;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// A browser's way in and out: `/session/sign-in` sends it to the OIDC provider and takes it back from there,
/// `/session/sign-out` ends the session here and at the provider. Both are for navigation, not for scripts, and
/// both end at a page of the console.
@ApplicationScoped
class SessionRoutes {
    static final String BASE = "/session/";

    private static final String SIGN_IN = BASE + "sign-in";
    private static final String SIGN_OUT = BASE + "sign-out";
    private static final String REFUSED = BASE + "refused";
    private static final String SIGNED_OUT = "/console/?signedOut";
    private static final Logger LOG = Logger.getLogger(SessionRoutes.class);

    void add(@Observes Router router) {
        router.get(SIGN_IN).handler(this::signIn);
        router.get(SIGN_OUT).handler(this::signOut);
        router.get(REFUSED).handler(SessionRoutes::failed);
    }

    private void signIn(RoutingContext context) {
        var asked = context.request().getParam("to");
        var to = ReturnPath.read(asked);
        if (asked != null && to.isEmpty()) {
            redirect(context, SIGN_IN);
            return;
        }
        identity(context).subscribe().with(identity -> {
            if (!identity.isAnonymous()) redirect(context, to.orElse(ReturnPath.HOME).text());
            // back from the provider without the cookie of the way there: to begin again could go on for ever
            else if (context.request().getParam("state") != null) failed(context);
            else sendToProvider(context);
        }, failure -> notSignedIn(context, failure));
    }

    private void notSignedIn(RoutingContext context, Throwable failure) {
        switch (failure) {
            case AuthenticationRedirectException next -> redirect(context, next.getRedirectUri());
            // there was a session and it is over
            case AuthenticationFailedException _ -> sendToProvider(context);
            default -> {
                LOG.infof("sign-in failed: %s", failure.getMessage());
                failed(context);
            }
        }
    }

    private static void sendToProvider(RoutingContext context) {
        HttpAuthenticator authenticator = requireNonNull(context.get(HttpAuthenticator.class.getName()));
        noStore(context);
        authenticator
                .sendChallenge(context)
                .subscribe()
                .with(
                        _ -> {
                            if (!context.response().ended()) context.response().end();
                        },
                        failure -> {
                            LOG.infof("the OIDC provider cannot be asked: %s", failure.getMessage());
                            redirect(context, "/console/?signIn=unavailable");
                        });
    }

    private void signOut(RoutingContext context) {
        // other sites may link here, but a person meant it only if they came from here
        if ("cross-site".equals(context.request().getHeader("Sec-Fetch-Site"))) {
            redirect(context, ReturnPath.HOME.text());
            return;
        }
        identity(context).subscribe().with(identity -> {
            SessionCookie.forget(context.request());
            redirect(context, goodbye(context, identity));
        }, _ -> {
            SessionCookie.forget(context.request());
            redirect(context, SIGNED_OUT);
        });
    }

    private static String goodbye(RoutingContext context, SecurityIdentity identity) {
        OidcConfigurationMetadata provider = identity.getAttribute(OidcUtils.CONFIG_METADATA_ATTRIBUTE);
        if (provider == null || provider.getEndSessionUri() == null) return SIGNED_OUT;
        if (!(identity.getPrincipal() instanceof JsonWebToken token)) return SIGNED_OUT;
        var back = URI.create(context.request().absoluteURI()).resolve(SIGNED_OUT).toString();
        return "%s?id_token_hint=%s&post_logout_redirect_uri=%s"
                .formatted(provider.getEndSessionUri(), token.getRawToken(), URLEncoder.encode(back, UTF_8));
    }

    // without the framework's own answer to a failure: ours is a page that says what happened
    private static Uni<SecurityIdentity> identity(RoutingContext context) {
        BiConsumer<RoutingContext, Throwable> later = (_, _) -> {};
        context.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, later);
        return QuarkusHttpUser.getSecurityIdentity(context, null);
    }

    private static void failed(RoutingContext context) {
        redirect(context, "/console/?signIn=failed");
    }

    private static void redirect(RoutingContext context, @Nullable String address) {
        noStore(context);
        context.response()
                .setStatusCode(302)
                .putHeader(HttpHeaders.LOCATION, address == null ? SIGNED_OUT : address)
                .end();
    }

    private static void noStore(RoutingContext context) {
        context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
