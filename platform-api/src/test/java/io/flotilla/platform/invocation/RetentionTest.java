package io.flotilla.platform.invocation;

import static io.flotilla.platform.testing.Catalogue.asSuperuser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.flotilla.platform.database.Database;
import io.flotilla.platform.invocation.state.Payloads;
import io.flotilla.platform.testing.PlatformTest;
import io.flotilla.platform.testing.TestApp;
import io.flotilla.platform.testing.TestTenant;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What stays of inputs and outputs.
@PlatformTest
class RetentionTest {
    private static final Duration GRACE = Duration.ofMinutes(15);

    @Inject
    Database database;

    private TestTenant tenant;

    @BeforeEach
    void tenant() {
        tenant = TestTenant.create();
        TestApp.release(tenant);
    }

    @Test
    void keepsEverythingUntilItsDaysAreOver() {
        keep("full", 30);
        var young = ended("succeeded", "29 days");
        var old = ended("succeeded", "31 days");

        remove();

        assertThat(inputs(young)).isEqualTo("Ann");
        assertRemoved(old);
    }

    @Test
    void keepsOnlyWhatFailedIfToldSo() {
        keep("errors", 30);
        var good = ended("succeeded", "16 minutes");
        var bad = ended("failed", "16 minutes");
        var badAndOld = ended("failed", "31 days");

        remove();

        assertRemoved(good);
        assertThat(inputs(bad)).isEqualTo("Ann");
        assertRemoved(badAndOld);
    }

    @Test
    void keepsNothingIfToldSoButForWhoStillWantsToReadTheAnswer() {
        keep("none", 30);
        var justNow = ended("succeeded", "14 minutes");
        var all = List.of("succeeded", "failed", "cancelled", "expired").stream()
                .map(state -> ended(state, "16 minutes"))
                .toList();

        remove();

        assertThat(inputs(justNow)).isEqualTo("Ann");
        assertThat(all).allSatisfy(this::assertRemoved);
    }

    @Test
    void anAppMayKeepLessThanItsTenant() {
        keep("full", 30);
        keepOfGreeter("errors").statusCode(200).body("kept", equalTo("errors"));
        var good = ended("succeeded", "16 minutes");
        var bad = ended("failed", "16 minutes");
        keepOfGreeter("none").statusCode(200);
        var badAndUnkept = ended("failed", "16 minutes");
        var justNow = ended("failed", "14 minutes");
        keepOfGreeter(null).statusCode(200).body("kept", equalTo("full"));
        var ordinary = ended("succeeded", "16 minutes");

        remove();

        assertRemoved(good);
        assertThat(inputs(bad)).isEqualTo("Ann");
        assertRemoved(badAndUnkept);
        assertThat(inputs(justNow)).isEqualTo("Ann");
        assertThat(inputs(ordinary)).isEqualTo("Ann");
    }

    @Test
    void anAppMayNotKeepMoreThanItsTenant() {
        keep("errors", 30);
        keepOfGreeter("full").statusCode(400).body("errors[0].pointer", equalTo("/payloadCapture"));
        keep("full", 30);
        keepOfGreeter("full").statusCode(200);
        keep("none", 30);
        tenant.asKey()
                .get("/v1/apps/greeter/settings")
                .then()
                .body("payloadCapture", equalTo("full"))
                .body("kept", equalTo("none"));
        var bad = ended("failed", "16 minutes");

        remove();

        assertRemoved(bad);
    }

    @Test
    void neverTouchesWhatHasNotEnded() {
        keep("none", 1);
        var running = started();
        asSuperuser(handle -> handle.createUpdate(
                        "update invocation set created_at = now() - interval '2 days' where id = :id")
                .bind("id", running)
                .execute());

        remove();

        assertThat(inputs(running)).isEqualTo("Ann");
    }

    private void keep(String capture, int days) {
        tenant.asOwner()
                .body(Map.of(
                        "timeZone",
                        "UTC",
                        "languages",
                        List.of("en"),
                        "retentionDays",
                        days,
                        "payloadCapture",
                        capture))
                .put("/v1/settings")
                .then()
                .statusCode(200);
    }

    private ValidatableResponse keepOfGreeter(String capture) {
        var request = new HashMap<String, Object>();
        request.put("payloadCapture", capture);
        return tenant.asKey().body(request).put("/v1/apps/greeter/settings").then();
    }

    private UUID started() {
        return UUID.fromString(tenant.asKey()
                .header("Prefer", "respond-async")
                .body(Map.of("inputs", Map.of("name", "Ann")))
                .post("/v1/apps/greeter/invocations")
                .then()
                .statusCode(202)
                .extract()
                .path("id"));
    }

    private UUID ended(String state, String ago) {
        var id = started();
        return asSuperuser(handle -> {
            handle.createUpdate("""
                            update invocation set state = :state, finished_at = now() - cast(:ago as interval),
                                   output = '{"text": "Hello Ann"}'
                            where id = :id
                            """)
                    .bind("state", state)
                    .bind("ago", ago)
                    .bind("id", id)
                    .execute();
            handle.createUpdate("""
                            insert into step_run (tenant_id, invocation_id, step, iteration, attempt, type, state, output,
                                                  started_at, finished_at)
                            values (:tenant, :id, 'draft', '', 1, 'prompt', 'succeeded', '{"text": "Hello Ann"}', now(), now())
                            """)
                    .bind("tenant", tenant.id().value())
                    .bind("id", id)
                    .execute();
            return id;
        });
    }

    private void remove() {
        int removed;
        do removed = database.asProjection(handle -> Payloads.remove(handle, GRACE));
        while (removed > 0);
    }

    private void assertRemoved(UUID id) {
        var invocation = read(id);
        assertThat(invocation.<Object>get("inputs")).isNull();
        assertThat(invocation.<Object>get("output")).isNull();
        assertThat(invocation.getString("payloadRemovedAt")).isNotNull();
        assertThat(invocation.getString("state")).isNotNull();
        var steps = tenant.asKey().get("/v1/invocations/{id}/steps", id).asString();
        assertThat(steps).contains("draft").doesNotContain("Ann");
    }

    private String inputs(UUID id) {
        return read(id).getString("inputs.name");
    }

    private JsonPath read(UUID id) {
        return tenant.asKey()
                .get("/v1/invocations/{id}", id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
