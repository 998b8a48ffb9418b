package io.flotilla.platform.identity;

import static io.flotilla.platform.testing.TestTenant.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.flotilla.platform.testing.PlatformTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.junit.jupiter.api.Test;

@PlatformTest
@TestProfile(SignInServerComesLaterTest.NothingThereYet.class)
class SignInServerComesLaterTest {
    private static final int PORT = freePort();

    @Test
    void thePlatformStartsWithoutTheProviderAndKnowsPeopleOnceItIsThere() {
        given().get("/q/health/ready").then().statusCode(200);
        given().header("Authorization", "Bearer a.b.c").get("/v1/me").then().statusCode(503);

        var server = new MockOAuth2Server();
        server.start(InetAddress.getLoopbackAddress(), PORT);
        try {
            var token = server.issueToken(
                            "late",
                            "cli",
                            new DefaultOAuth2TokenCallback(
                                    "late", "early-bird", "JWT", List.of("flotilla-api"), Map.of(), 600))
                    .serialize();
            await().untilAsserted(
                            () -> as(token).get("/v1/me").then().statusCode(200).body("id", equalTo("early-bird")));
            assertThat(given().get("/q/health/ready").asString()).contains("\"provider\": \"reachable\"");
        } finally {
            server.shutdown();
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("no free port", e);
        }
    }

    public static class NothingThereYet implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.oidc.auth-server-url", "http://localhost:" + PORT + "/late");
        }
    }
}
