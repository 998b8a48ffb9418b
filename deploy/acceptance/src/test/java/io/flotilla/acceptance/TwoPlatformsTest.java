package io.flotilla.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two instances of the platform over one database: what one is told, both act on within five seconds.
class TwoPlatformsTest {
    private static final Duration SEEN_BY_BOTH = Duration.ofSeconds(5);
    private static final String DEFINITION = """
            apiVersion: flotilla.io/v1
            kind: App
            metadata: {name: %s}
            spec:
              scenario: finance.banking.complaint-reply
              steps:
                - {id: say, type: transform, value: "%s"}
              output: "{{ steps.say }}"
            """;

    private final Flotilla flotilla = Flotilla.running();
    private final List<Api> platforms = Arrays.stream(
                    flotilla.env("FLOTILLA_URLS").split(","))
            .map(url -> new Api(url, flotilla.env("FLOTILLA_API_KEY")))
            .toList();
    private final String app = Flotilla.fresh("two-platforms");

    @BeforeEach
    void anAppOfTwoVersionsWithTheFirstLive() throws Exception {
        assertThat(platforms).hasSize(2);
        for (String word : List.of("one", "two")) {
            first().putYaml("/v1/apps/" + app, DEFINITION.formatted(app, word)).expect(201);
        }
        release("{\"version\": 1}");
        bothRun(1);
    }

    @Test
    void bothRunWhatOneReleased() throws Exception {
        release("{\"version\": 2}");

        bothRun(2);
    }

    @Test
    void bothGoBackWhenOneRollsBack() throws Exception {
        release("{\"version\": 2}");
        bothRun(2);

        second().post("/v1/apps/%s/releases/rollback".formatted(app), "{}").expect(200);

        bothRun(1);
    }

    @Test
    void bothSplitBetweenACanaryAndWhatIsLive() throws Exception {
        release("{\"version\": 2, \"share\": 50}");

        for (Api platform : platforms) {
            var versions =
                    IntStream.range(0, 40).map(each -> versionRun(platform)).toArray();
            assertThat(versions).contains(1, 2);
        }
        second().post("/v1/apps/%s/releases/promote".formatted(app), "{}").expect(200);
        bothRun(2);
    }

    @Test
    void aKeyThatOneRevokedIsDeadOnBoth() throws Exception {
        var made = first().post("/v1/api-keys", "{\"name\": \"%s\", \"scopes\": [\"*\"]}".formatted(app))
                .expect(201);
        var key = made.path("key").asText();
        for (Api platform : platforms) platform.with(key).get("/v1/me").expect(200);

        assertThat(first().delete("/v1/api-keys/" + made.path("id").asText()).status())
                .isLessThan(300);

        assertThat(first().with(key).get("/v1/me").status()).isEqualTo(401);
        await().atMost(SEEN_BY_BOTH)
                .untilAsserted(() -> assertThat(platforms)
                        .allSatisfy(platform -> assertThat(
                                        platform.with(key).get("/v1/me").status())
                                .isEqualTo(401)));
    }

    private void release(String body) throws Exception {
        first().post("/v1/apps/%s/releases".formatted(app), body).expect(201);
    }

    private void bothRun(int version) {
        await().atMost(SEEN_BY_BOTH)
                .untilAsserted(() -> assertThat(platforms)
                        .allSatisfy(platform -> assertThat(versionRun(platform)).isEqualTo(version)));
    }

    private int versionRun(Api platform) {
        try {
            return platform.post("/v1/apps/%s/invocations".formatted(app), "{}", "Prefer", "respond-async")
                    .expect(202)
                    .path("version")
                    .asInt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Api first() {
        return platforms.getFirst();
    }

    private Api second() {
        return platforms.getLast();
    }
}
