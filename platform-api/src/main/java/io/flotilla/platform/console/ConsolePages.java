package io.flotilla.platform.console;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// The console is one page that draws all others: every address below `/console/` that is no file answers with it.
/// The files themselves come from the class path (`META-INF/resources/console`) and need no session; all they show
/// is fetched from the API, which does.
@ApplicationScoped
class ConsolePages {
    private static final String HOME = "/console/";
    private static final String PAGE = HOME + "index.html";
    private static final String ASSETS = HOME + "assets/";

    // the style sheets of the component library are made while the page runs
    private static final String SOURCES = "default-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; font-src 'self' data:; object-src 'none'; base-uri 'self'; "
            + "form-action 'self'; frame-ancestors 'none'";

    void add(@Observes Router router) {
        if (!present()) return;
        router.get("/").handler(context -> redirect(context, HOME));
        router.get("/console").handler(context -> {
            if (context.normalizedPath().equals("/console")) redirect(context, HOME);
            else context.next();
        });
        router.get("/console/*").handler(ConsolePages::serve);
        router.head("/console/*").handler(ConsolePages::serve);
    }

    private static void serve(RoutingContext context) {
        var path = context.normalizedPath();
        if (isPage(path)) {
            context.reroute(PAGE);
            return;
        }
        context.addHeadersEndHandler(_ -> describe(context, path));
        context.next();
    }

    // a page's last part has no dot, a file's has
    private static boolean isPage(String path) {
        return path.lastIndexOf('.') < path.lastIndexOf('/');
    }

    // what is missing now may be there after the next rollout, so only what was found is kept
    private static void describe(RoutingContext context, String path) {
        boolean found = context.response().getStatusCode() < 400;
        var keep = found && path.startsWith(ASSETS) ? "public, max-age=31536000, immutable" : "no-cache";
        context.response()
                .headers()
                .set(HttpHeaders.CACHE_CONTROL, keep)
                .set("Content-Security-Policy", SOURCES)
                .set("X-Content-Type-Options", "nosniff")
                .set("Referrer-Policy", "same-origin");
    }

    private static void redirect(RoutingContext context, String address) {
        context.response()
                .setStatusCode(302)
                .putHeader(HttpHeaders.LOCATION, address)
                .end();
    }

    private static boolean present() {
        return Thread.currentThread().getContextClassLoader().getResource("META-INF/resources" + PAGE) != null;
    }
}
