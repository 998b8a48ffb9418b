package io.flotilla.platform.member;

import static io.flotilla.platform.testing.TestTenant.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.flotilla.platform.testing.PlatformTest;
import io.flotilla.platform.testing.TestTenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@PlatformTest
class MemberResourceTest {
    private TestTenant tenant;

    @BeforeEach
    void tenant() {
        tenant = TestTenant.create();
    }

    @Test
    void showsWhoHasComeAndNotWhoIsOnlyInvited() {
        invite("admin");
        join("viewer");

        tenant.asOwner().get("/v1/members").then().statusCode(200).body("items.role", contains("owner", "viewer"));
        tenant.asOwner()
                .get("/v1/members/{id}", idOf("viewer"))
                .then()
                .statusCode(200)
                .body("role", equalTo("viewer"));
    }

    @Test
    void theLastOwnerStays() {
        var owner = idOf("owner");

        tenant.asOwner()
                .delete("/v1/members/{id}", owner)
                .then()
                .statusCode(409)
                .body("code", equalTo("conflict"));
        tenant.asOwner()
                .body(Map.of("role", "admin"))
                .put("/v1/members/{id}", owner)
                .then()
                .statusCode(409);
    }

    @Test
    void anInvitedOwnerIsNoneYet() {
        invite("owner");

        tenant.asOwner().delete("/v1/members/{id}", idOf("owner")).then().statusCode(409);
    }

    @Test
    void ofTwoOwnersWhoRemoveEachOtherAtOnceOneStays() throws Exception {
        var second = join("owner");
        var ids = tenant.asOwner().get("/v1/members").jsonPath().getList("items.id", String.class);
        assertThat(ids).hasSize(2);
        var start = new CyclicBarrier(2);

        var statuses = new ArrayList<Integer>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = List.<Callable<Integer>>of(
                    () -> removal(tenant.ownerToken(), ids.getLast(), start),
                    () -> removal(second, ids.getFirst(), start));
            for (var each : threads.invokeAll(tasks)) statuses.add(each.get());
        }

        assertThat(statuses)
                .containsOnlyOnce(204)
                .allMatch(status -> List.of(204, 403, 409).contains(status));
        var left = as(statuses.getFirst() == 204 ? tenant.ownerToken() : second);
        left.get("/v1/members").then().statusCode(200).body("items.role", contains("owner"));
    }

    private static int removal(String token, String id, CyclicBarrier start) throws Exception {
        start.await();
        return as(token).delete("/v1/members/{id}", id).statusCode();
    }

    @Test
    void anAdminDecidesAboutEverybodyButOwners() {
        var admin = tenant.memberToken("admin");
        as(admin).get("/v1/me").then().body("role", equalTo("admin"));
        join("viewer");
        var viewer = idOf("viewer");

        as(admin)
                .body(Map.of("role", "builder"))
                .put("/v1/members/{id}", viewer)
                .then()
                .statusCode(200);
        as(admin)
                .body(Map.of("role", "owner"))
                .put("/v1/members/{id}", viewer)
                .then()
                .statusCode(403);
        as(admin).delete("/v1/members/{id}", idOf("owner")).then().statusCode(403);
        as(admin)
                .body(Map.of("email", "x@example.org", "role", "owner"))
                .post("/v1/invitations")
                .then()
                .statusCode(403);
    }

    @Test
    void aKeyDoesNotDecideAboutOwners() {
        tenant.asKey()
                .body(Map.of("email", "x@example.org", "role", "owner"))
                .post("/v1/invitations")
                .then()
                .statusCode(403);
    }

    @Test
    void aChangedRoleCountsAtTheNextRequest() {
        var token = join("viewer");
        as(token).get("/v1/secrets").then().statusCode(403);

        tenant.asOwner()
                .body(Map.of("role", "builder"))
                .put("/v1/members/{id}", idOf("viewer"))
                .then()
                .statusCode(200);

        as(token).get("/v1/secrets").then().statusCode(200);
    }

    @Test
    void aRemovedMemberIsOut() {
        var token = tenant.memberToken("viewer");
        as(token).get("/v1/me").then().body("tenant", equalTo(tenant.name()));

        tenant.asOwner().delete("/v1/members/{id}", idOf("viewer")).then().statusCode(204);

        as(token).get("/v1/me").then().body("kind", equalTo("person"));
    }

    private String join(String role) {
        var token = tenant.memberToken(role);
        as(token).get("/v1/me").then().statusCode(200).body("role", equalTo(role));
        return token;
    }

    private void invite(String role) {
        tenant.asOwner()
                .body(Map.of("email", UUID.randomUUID() + "@example.org", "role", role))
                .post("/v1/invitations")
                .then()
                .statusCode(201);
    }

    private String idOf(String role) {
        return tenant.asOwner()
                .get("/v1/members")
                .jsonPath()
                .getString("items.find { it.role == '%s' }.id".formatted(role));
    }
}
