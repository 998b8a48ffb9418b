package io.flotilla.platform.identity;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Tells whether the OIDC provider answers. It never makes the platform unready: programs with API keys do not
/// need the provider, and people get in as soon as it is there.
@Readiness
class SignInReadiness implements HealthCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final URI discovery;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    SignInReadiness(@ConfigProperty(name = "quarkus.oidc.auth-server-url") String issuer) {
        this.discovery = URI.create(issuer + "/.well-known/openid-configuration");
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("sign-in")
                .up()
                .withData("provider", reachable() ? "reachable" : "not reachable yet")
                .build();
    }

    private boolean reachable() {
        var request = HttpRequest.newBuilder(discovery).timeout(PATIENCE).build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
