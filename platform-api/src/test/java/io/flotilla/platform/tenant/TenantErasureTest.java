package io.flotilla.platform.tenant;

import static io.flotilla.platform.testing.Catalogue.asSuperuser;
import static io.flotilla.platform.testing.Catalogue.tenantTables;
import static io.flotilla.platform.testing.TestTenant.as;
import static io.flotilla.platform.testing.TestTenant.asOperator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.flotilla.platform.database.Database;
import io.flotilla.platform.testing.PlatformTest;
import io.flotilla.platform.testing.TestApp;
import io.flotilla.platform.testing.TestTenant;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Deleting a tenant.
@PlatformTest
class TenantErasureTest {
    @Inject
    Database database;

    @ConfigProperty(name = "flotilla.tenant.shut-after")
    Duration shutAfter;

    private TestTenant tenant;

    @BeforeEach
    void aTenantWithSomethingOfEverything() {
        tenant = TestTenant.create();
        TestApp.release(tenant);
        tenant.asKey().body(Map.of("value", "x")).put("/v1/secrets/some").then().statusCode(200);
    }

    @Test
    void leavesNoRowOfTheTenantAndAProofOfWhatWent() {
        invocation();
        var rival = TestTenant.create();
        var before = rows(tenant);
        var rivals = rows(rival);
        suspend("cancel");

        var proof = delete(200);

        assertThat(rows(tenant)).isEmpty();
        assertThat(rows(rival)).isEqualTo(rivals);
        assertThat(proof.getString("tenant")).isEqualTo(tenant.id().toString());
        assertThat(proof.getString("erasedBy")).isEqualTo("operator:operator-1");
        assertThat(proof.getString("auditHash")).hasSize(64);
        var counts = proof.<String, Integer>getMap("rows");
        assertThat(counts.keySet()).containsExactlyInAnyOrderElementsOf(tenantTables());
        before.forEach((table, count) ->
                assertThat(counts.get(table).longValue()).as(table).isGreaterThanOrEqualTo(count));
        assertThat(counts.get("data_key")).isOne();
        asOperator().get("/v1/tenants/{name}", tenant.name()).then().statusCode(404);
        asOperator()
                .get("/v1/erasures/{id}", tenant.id().toString())
                .then()
                .statusCode(200)
                .body("name", equalTo(tenant.name()));
        asOperator()
                .get("/v1/erasures?limit=200")
                .then()
                .body("items.tenant", hasItem(tenant.id().toString()));
    }

    @Test
    void beginsWhenNoInstanceLetsAnybodyInAnyMore() {
        suspend("finish");
        var shut = asSuperuser(handle -> handle.createQuery("select state_since from tenant where id = :id")
                .bind("id", tenant.id().value())
                .mapTo(Instant.class)
                .one());

        var proof = delete(200);

        assertThat(Instant.parse(proof.getString("erasedAt"))).isAfterOrEqualTo(shut.plus(shutAfter));
    }

    @Test
    void makesTheNameFreeForAnother() {
        suspend("finish");
        delete(200);

        asOperator()
                .body(Map.of("name", tenant.name(), "title", "Another", "owner", Map.of("email", "a@b.example")))
                .post("/v1/tenants")
                .then()
                .statusCode(201);
    }

    @Test
    void letsNobodyInAfterwards() {
        suspend("finish");
        delete(200);
        var owner = as(tenant.ownerToken()).header("Flotilla-Tenant", tenant.name());

        // both may still be remembered for a moment as those of a suspended tenant
        assertThat(owner.get("/v1/secrets").statusCode()).isIn(403, 404);
        assertThat(as(tenant.apiKey()).get("/v1/secrets").statusCode()).isIn(401, 403);
    }

    @Test
    void isRefusedWhileTheTenantIsActiveOrWorks() {
        invocation();
        assertThat(delete(409).getString("detail")).isEqualTo("Suspend the tenant first.");

        suspend("finish");
        assertThat(delete(409).getString("detail")).startsWith("Work of this tenant still runs");

        suspend("cancel");
        delete(200);
    }

    @Test
    void isNotToBeSuspendedWithAnythingElse() {
        asOperator()
                .queryParam("running", "perhaps")
                .post("/v1/tenants/{name}/suspend", tenant.name())
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItem("running"));
    }

    @Test
    void theDatabaseErasesNoTenantThatIsNotBeingDeleted() {
        var attempt = catchException(
                () -> database.asProjection(handle -> handle.createQuery("select erase_tenant(:id, 'somebody')::text")
                        .bind("id", tenant.id())
                        .mapTo(String.class)
                        .one()));

        assertThat(attempt).hasMessageContaining("no tenant");
        assertThat(rows(tenant)).isNotEmpty();
    }

    @Test
    void whatComesLateGoesTooAndIsCounted() {
        suspend("finish");
        delete(200);
        asSuperuser(handle -> handle.createUpdate("""
                        insert into invocation_key (tenant_id, caller, idempotency_key, invocation_id, fingerprint, created_at)
                        values (:tenant, 'user:ann', 'late', :id, 'x', now())
                        """)
                .bind("tenant", tenant.id().value())
                .bind("id", UUID.randomUUID())
                .execute());

        database.asProjection(handle -> handle.createQuery("select erase_late_rows()::text")
                .mapTo(String.class)
                .one());

        assertThat(rows(tenant)).isEmpty();
        var proof =
                asOperator().get("/v1/erasures/{id}", tenant.id().toString()).jsonPath();
        assertThat(proof.getInt("rows.invocation_key")).isOne();
        assertThat(proof.getInt("rows.data_key")).as("what went before").isOne();
    }

    private void invocation() {
        tenant.asKey()
                .header("Prefer", "respond-async")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(Map.of("inputs", Map.of("name", "Ann")))
                .post("/v1/apps/greeter/invocations")
                .then()
                .statusCode(202);
    }

    private void suspend(String running) {
        asOperator()
                .queryParam("running", running)
                .post("/v1/tenants/{name}/suspend", tenant.name())
                .then()
                .statusCode(200)
                .body("state", equalTo("suspended"));
    }

    private JsonPath delete(int status) {
        return asOperator()
                .delete("/v1/tenants/{name}", tenant.name())
                .then()
                .statusCode(status)
                .extract()
                .jsonPath();
    }

    /// How many rows the tenant has, by table; tables without any are left out.
    private static SortedMap<String, Long> rows(TestTenant of) {
        return asSuperuser(handle -> {
            var rows = new TreeMap<String, Long>();
            for (var table : tenantTables()) {
                long count = handle.createQuery("select count(*) from <table> where tenant_id = :tenant")
                        .define("table", table)
                        .bind("tenant", of.id().value())
                        .mapTo(Long.class)
                        .one();
                if (count > 0) rows.put(table, count);
            }
            return rows;
        });
    }
}
