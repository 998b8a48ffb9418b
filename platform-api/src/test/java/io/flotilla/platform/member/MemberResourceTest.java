package io.flotilla.platform.member;

import static io.flotilla.platform.testing.TestTenant.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.flotilla.platform.testing.PlatformTest;
import io.flotilla.platform.testing.TestTenant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@PlatformTest
class MemberResourceTest {
    private TestTenant tenant;

    @BeforeEach
    void tenant() {
        tenant = TestTenant.create();
    }

    @Test
    void showsWhoIsInvitedAndWhoHasCome() {
        invite("viewer");
        as(tenant.ownerToken()).get("/v1/me");

        tenant.asOwner()
                .get("/v1/members")
                .then()
                .statusCode(200)
                .body("items.role", contains("owner", "viewer"))
                .body("items.signedIn", contains(true, false));
    }

    @Test
    void refusesASecondInvitationOfTheSameAddress() {
        var email = UUID.randomUUID() + "@example.org";
        tenant.asOwner()
                .body(Map.of("email", email, "role", "viewer"))
                .post("/v1/members")
                .then()
                .statusCode(201);

        tenant.asOwner()
                .body(Map.of("email", email.toUpperCase(), "role", "admin"))
                .post("/v1/members")
                .then()
                .statusCode(409);
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
    void anAdminDecidesAboutEverybodyButOwners() {
        var admin = tenant.memberToken("admin");
        as(admin).get("/v1/me").then().body("role", equalTo("admin"));
        var viewer = invite("viewer");

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
                .post("/v1/members")
                .then()
                .statusCode(403);
    }

    @Test
    void aKeyDoesNotDecideAboutOwners() {
        tenant.asKey()
                .body(Map.of("email", "x@example.org", "role", "owner"))
                .post("/v1/members")
                .then()
                .statusCode(403);
    }

    @Test
    void aChangedRoleCountsAtTheNextRequest() {
        var token = tenant.memberToken("viewer");
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

    @ParameterizedTest
    @CsvSource({"no-address,viewer,/email", "a@b.example,emperor,/role", "a@b.example,,/role"})
    void namesWhatIsWrongWithAnInvitation(String email, String role, String pointer) {
        var body = role == null ? Map.of("email", email) : Map.of("email", email, "role", role);

        tenant.asOwner().body(body).post("/v1/members").then().statusCode(400).body("errors.pointer", hasItem(pointer));
    }

    private String invite(String role) {
        return tenant.asOwner()
                .body(Map.of("email", UUID.randomUUID() + "@example.org", "role", role))
                .post("/v1/members")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private String idOf(String role) {
        return tenant.asOwner()
                .get("/v1/members")
                .jsonPath()
                .getString("items.find { it.role == '%s' }.id".formatted(role));
    }
}
