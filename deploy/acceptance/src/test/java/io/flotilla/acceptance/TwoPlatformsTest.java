package io.flotilla.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What is done at one platform counts at the other.
class TwoPlatformsTest {
    private static final Duration PROMISE = Duration.ofSeconds(5);

    private final Flotilla flotilla = Flotilla.running();
    private final Api one = flotilla.demo();
    private final Api other = new Api(flotilla.env("FLOTILLA_URLS").split(",")[1], one.key());

    @Test
    void aRevokedKeyIsDeadAtBothWithinFiveSeconds() throws Exception {
        var created = one.post("/v1/api-keys", "{\"name\": \"short-lived\", \"scopes\": [\"apps:read\"]}")
                .expect(201);
        var key = created.path("key").asText();
        assertThat(other.with(key).get("/v1/apps").status()).isEqualTo(200);

        one.delete("/v1/api-keys/" + created.path("id").asText()).expectSuccess();

        assertThat(one.with(key).get("/v1/apps").status()).isEqualTo(401);
        await().atMost(PROMISE)
                .untilAsserted(() -> assertThat(other.with(key).get("/v1/apps").status()).isEqualTo(401));
    }
}
