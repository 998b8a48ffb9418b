package io.flotilla.platform.session;

import io.quarkus.oidc.TenantResolver;
import io.quarkus.oidc.runtime.OidcUtils;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/// Which of the two OIDC configurations a request is for: a browser's session, or a program's bearer token. A
/// request with an `Authorization` header is never taken for a browser's, whatever cookies come with it.
@ApplicationScoped
class BrowserTenant implements TenantResolver {
    @Override
    public String resolve(RoutingContext context) {
        var request = context.request();
        if (context.normalizedPath().startsWith(SessionRoutes.BASE)) return SessionCookie.PROVIDER;
        if (request.headers().contains("Authorization")) return OidcUtils.DEFAULT_TENANT_ID;
        return SessionCookie.in(request) ? SessionCookie.PROVIDER : OidcUtils.DEFAULT_TENANT_ID;
    }
}
