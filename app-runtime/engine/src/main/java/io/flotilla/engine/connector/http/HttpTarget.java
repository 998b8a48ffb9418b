package io.flotilla.engine.connector.http;

import io.flotilla.app.connector.HttpConnector;
import io.flotilla.engine.connector.CallFailed;
import io.flotilla.engine.control.FaultCode;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where a connector's calls may go: its base URL's origin, and by redirect the hosts it allows.
record HttpTarget(HttpConnector definition, URI base) {
    static HttpTarget of(HttpConnector definition) throws CallFailed {
        try {
            var base = URI.create(definition.baseUrl());
            if (!isHttp(base) || base.getHost() == null || base.getRawUserInfo() != null) throw denied();
            return new HttpTarget(definition, base);
        } catch (IllegalArgumentException e) {
            throw denied();
        }
    }

    /// Where a redirect leads.
    ///
    /// @throws CallFailed if it may not be followed: another scheme, a host that is not allowed, or from TLS to none
    URI redirect(URI from, @Nullable String location) throws CallFailed {
        if (location == null) throw noRedirect();
        URI to;
        try {
            to = from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw noRedirect();
        }
        boolean weaker = from.getScheme().equalsIgnoreCase("https") && !to.getScheme().equalsIgnoreCase("https");
        if (!isHttp(to) || to.getHost() == null || to.getRawUserInfo() != null || weaker) throw noRedirect();
        if (!isAllowed(to)) throw noRedirect();
        return to;
    }

    /// Whether the connector's credentials may go there.
    boolean isOrigin(URI uri) {
        return host(uri).equals(host(base))
                && uri.getScheme().equalsIgnoreCase(base.getScheme())
                && port(uri) == port(base);
    }

    private boolean isAllowed(URI to) {
        boolean usualPort = port(to) == port(base) || port(to) == (to.getScheme().equalsIgnoreCase("https") ? 443 : 80);
        if (!usualPort) return false;
        return host(to).equals(host(base))
                || definition.allow().stream().anyMatch(each -> each.equalsIgnoreCase(host(to)));
    }

    private static boolean isHttp(URI uri) {
        return "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
    }

    private static String host(URI uri) {
        return uri.getHost().toLowerCase(Locale.ROOT);
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) return uri.getPort();
        return uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }

    private static CallFailed denied() {
        return new CallFailed(FaultCode.CONNECTOR_DENIED, "the connector's base URL is not allowed");
    }

    private static CallFailed noRedirect() {
        return new CallFailed(
                FaultCode.CONNECTOR_DENIED, "the connector's server leads to a place that the connector does not allow");
    }
}
