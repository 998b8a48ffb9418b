package io.flotilla.platform.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.flotilla.platform.testing.Catalogue;
import io.flotilla.platform.testing.PlatformTest;
import io.flotilla.platform.testing.TestTenant;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@PlatformTest
class IdempotencyTest {
    private static final Map<String, Object> KEY = Map.of("name", "reports", "scopes", List.of("usage:read"));
    private static final Map<String, Object> PROVIDER = Map.of("kind", "openai", "baseUrl", "http://127.0.0.1:9/v1");

    private final String key = UUID.randomUUID().toString();
    private TestTenant tenant;

    @BeforeEach
    void aTenant() {
        tenant = TestTenant.create();
    }

    @Test
    void aRepeatedWriteHappensOnceAndIsAnsweredTheSame() {
        var first = createKey(key);
        var again = createKey(key);

        assertThat(again.statusCode()).isEqualTo(201).isEqualTo(first.statusCode());
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.contentType()).startsWith("application/json");
        assertThat(first.header("Idempotency-Replayed")).isNull();
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(keys()).isEqualTo(2); // with the test tenant's own
    }

    @Test
    void theRevisionIsRepeatedToo() {
        var first = putProvider(key, PROVIDER);

        assertThat(putProvider(key, PROVIDER).header("ETag"))
                .isEqualTo(first.header("ETag"))
                .isNotNull();
    }

    @Test
    void anAnswerWithoutABodyIsRepeated() {
        putProvider(UUID.randomUUID().toString(), PROVIDER).then().statusCode(201);
        for (int i = 0; i < 2; i++) {
            tenant.asKey()
                    .header("Idempotency-Key", key)
                    .delete("/v1/providers/sandbox")
                    .then()
                    .statusCode(204);
        }
        tenant.asKey().delete("/v1/providers/sandbox").then().statusCode(404);
    }

    @Test
    void anotherRequestWithTheSameKeyIsRefused() {
        putProvider(key, PROVIDER).then().statusCode(201);

        putProvider(key, Map.of("kind", "openai", "baseUrl", "http://127.0.0.1:10/v1"))
                .then()
                .statusCode(422)
                .body("code", equalTo("idempotency-mismatch"));
        createKey(key).then().statusCode(422);
    }

    @Test
    void keysOfOtherCallersAreOtherKeys() {
        var mine = createKey(key);
        var others = TestTenant.create()
                .asKey()
                .header("Idempotency-Key", key)
                .body(KEY)
                .post("/v1/api-keys");
        var owners = tenant.asOwner().header("Idempotency-Key", key).body(KEY).post("/v1/api-keys");

        assertThat(List.of(mine, others, owners))
                .allMatch(each -> each.statusCode() == 201 && each.header("Idempotency-Replayed") == null);
    }

    @Test
    void whatDidNotHappenIsNotKept() {
        tenant.asKey()
                .header("Idempotency-Key", key)
                .body(Map.of("name", "", "scopes", List.of()))
                .post("/v1/api-keys")
                .then()
                .statusCode(400);

        createKey(key).then().statusCode(201).header("Idempotency-Replayed", nullValue());
    }

    @Test
    void ofManyAtOnceOneHappens() throws Exception {
        List<Callable<Response>> calls =
                List.of(() -> createKey(key), () -> createKey(key), () -> createKey(key), () -> createKey(key));
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers =
                    executor.invokeAll(calls).stream().map(Future::resultNow).toList();

            assertThat(answers).allMatch(each -> each.statusCode() == 201 || inProgress(each));
        }
        assertThat(keys()).isEqualTo(2);
    }

    @Test
    void aRequestThatIsStillRunningIsNotRunTwice() {
        createKey(key).then().statusCode(201);
        forgetTheAnswer("now() + interval '1 minute'");

        assertThat(inProgress(createKey(key))).isTrue();
    }

    @Test
    void aHolderThatFellSilentLosesTheKeyToTheRepeat() {
        createKey(key).then().statusCode(201);
        forgetTheAnswer("now() - interval '1 second'");

        createKey(key).then().statusCode(201).header("Idempotency-Replayed", nullValue());
        createKey(key).then().statusCode(201).header("Idempotency-Replayed", equalTo("true"));
    }

    @Test
    void aKeyIsNewAfterADay() {
        createKey(key).then().statusCode(201);
        change("created_at = now() - interval '25 hours'");

        createKey(key).then().statusCode(201).header("Idempotency-Replayed", nullValue());
    }

    @Test
    void theSecretOfAnApiKeyIsNotInTheDatabase() {
        String secret = createKey(key).path("key");

        assertThat(Catalogue.texts("""
                        select encode(answer, 'escape') from idempotent_call where idempotency_key = '%s'
                        """.formatted(key)))
                .hasSize(1)
                .noneMatch(answer -> answer.contains(secret) || answer.contains("reports"));
    }

    @Test
    void aKeyIsATextOfSomeLength() {
        createKey(" ").then().statusCode(400).body("errors[0].pointer", equalTo("Idempotency-Key"));
        createKey("x".repeat(256)).then().statusCode(400);
    }

    @Test
    void operatorsHaveKeysToo() {
        var name = "t-" + key.substring(0, 13);
        var body = Map.of("name", name, "title", "Once", "owner", Map.of("email", name + "@example.org"));
        for (int i = 0; i < 2; i++) {
            TestTenant.asOperator()
                    .header("Idempotency-Key", key)
                    .body(body)
                    .post("/v1/tenants")
                    .then()
                    .statusCode(201);
        }
    }

    private Response createKey(String key) {
        return tenant.asKey().header("Idempotency-Key", key).body(KEY).post("/v1/api-keys");
    }

    private Response putProvider(String key, Map<String, Object> body) {
        return tenant.asKey().header("Idempotency-Key", key).body(body).put("/v1/providers/sandbox");
    }

    private int keys() {
        return tenant.asKey().get("/v1/api-keys").jsonPath().getList("items").size();
    }

    private static boolean inProgress(Response answer) {
        return answer.statusCode() == 409 && answer.path("code").equals("idempotency-in-progress");
    }

    private void forgetTheAnswer(String claimedUntil) {
        change("answer = null, claimed_until = " + claimedUntil);
    }

    private void change(String what) {
        int changed = Catalogue.asSuperuser(handle -> handle.execute(
                "update idempotent_call set " + what + " where tenant_id = ? and idempotency_key = ?",
                tenant.id().value(),
                key));
        assertThat(changed).isOne();
    }
}
