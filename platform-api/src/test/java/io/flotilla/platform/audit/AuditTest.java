package io.flotilla.platform.audit;

import static io.flotilla.platform.testing.Catalogue.asSuperuser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.flotilla.platform.testing.PlatformTest;
import io.flotilla.platform.testing.TestTenant;
import io.restassured.response.Response;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@PlatformTest
class AuditTest {
    private TestTenant tenant;

    @BeforeEach
    void tenant() {
        tenant = TestTenant.create();
    }

    @Test
    void tellsWhatWasChangedAndByWhom() {
        tenant.asKey()
                .body(Map.of("value", "s3cret"))
                .put("/v1/secrets/crm")
                .then()
                .statusCode(200);

        var events = tenant.asOwner().get("/v1/audit");

        events.then()
                .statusCode(200)
                .body("items.action", contains("tenant.created", "api-key.created", "secret.written"))
                .body("items[0].actor", equalTo("operator:operator-1"))
                .body("items[1].actor", startsWith("user:owner-"))
                .body("items[2].actor", equalTo("key:" + tenant.apiKey().substring(4, 12)))
                .body("items[2].details.version", equalTo("1"));
        assertThat(events.asString()).doesNotContain("s3cret", tenant.apiKey());
    }

    @Test
    void comesInPages() {
        tenant.asOwner()
                .get("/v1/audit?limit=1")
                .then()
                .body("items", hasSize(1))
                .body("nextCursor", notNullValue());
    }

    @Test
    void theChainHoldsWithManyWritersAtOnce() throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var writers = IntStream.range(0, 12)
                    .mapToObj(i -> (Callable<Integer>) () -> tenant.asKey()
                            .body(Map.of("value", "x"))
                            .put("/v1/secrets/s" + i)
                            .statusCode())
                    .toList();
            for (var writer : executor.invokeAll(writers))
                assertThat(writer.get()).isEqualTo(200);
        }

        check().then().body("holds", equalTo(true)).body("events", equalTo(14));
    }

    @Test
    void aRowChangedByForceBreaksTheChain() {
        force("update audit_event set actor = 'user:nobody' where tenant_id = :tenant and sequence = 2");

        check().then().body("holds", equalTo(false)).body("brokenAt", equalTo(2));
    }

    @Test
    void aRowTakenAwayByForceBreaksTheChain() {
        force("delete from audit_event where tenant_id = :tenant and sequence = 1");

        check().then().body("holds", equalTo(false)).body("brokenAt", equalTo(1));
    }

    private Response check() {
        return tenant.asOwner().get("/v1/audit/check");
    }

    private void force(String sql) {
        int changed = asSuperuser(handle ->
                handle.createUpdate(sql).bind("tenant", tenant.id().value()).execute());
        assertThat(changed).isEqualTo(1);
    }
}
