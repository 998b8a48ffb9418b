package io.flotilla.platform.member;

import static io.flotilla.platform.testing.Catalogue.asSuperuser;
import static io.flotilla.platform.testing.TestTenant.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.flotilla.platform.testing.PlatformTest;
import io.flotilla.platform.testing.SignInServer;
import io.flotilla.platform.testing.TestTenant;
import io.restassured.response.ValidatableResponse;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@PlatformTest
class InvitationResourceTest {
    private final String email = "ann-" + UUID.randomUUID() + "@example.org";
    private final String token = SignInServer.token("subject of " + email, email);
    private TestTenant tenant;

    @BeforeEach
    void tenant() {
        tenant = TestTenant.create();
        as(tenant.ownerToken()).get("/v1/me").then().statusCode(200);
    }

    @Test
    void isListedUntilThePersonComesAndIsAMember() {
        invite("builder").statusCode(201).body("email", equalTo(email)).body("expired", equalTo(false));
        tenant.asOwner().get("/v1/invitations").then().body("items.email", contains(email));

        as(token).get("/v1/me").then().body("role", equalTo("builder")).body("tenant", equalTo(tenant.name()));

        tenant.asOwner().get("/v1/invitations").then().body("items", empty());
        tenant.asOwner().get("/v1/members").then().body("items.email", hasItem(email));
        tenant.asOwner()
                .get("/v1/audit?limit=200")
                .then()
                .body("items.action", hasItem("member.joined"))
                .body("items.findAll { it.action == 'member.joined' }.actor", hasItem("user:subject of " + email));
    }

    @Test
    void isOfNoUseOnceWithdrawn() {
        String id = invite("builder").statusCode(201).extract().path("id");

        tenant.asOwner().delete("/v1/invitations/{id}", id).then().statusCode(204);

        as(token).get("/v1/me").then().body("kind", equalTo("person"));
        tenant.asOwner().delete("/v1/invitations/{id}", id).then().statusCode(404);
    }

    @Test
    void isOfNoUseOnceItsTimeIsOver() {
        invite("builder").statusCode(201);
        asSuperuser(handle -> handle.createUpdate("update invitation set expires_at = now() where email = :email")
                .bind("email", email)
                .execute());

        as(token).get("/v1/me").then().body("kind", equalTo("person"));
        tenant.asOwner().get("/v1/invitations").then().body("items.expired", contains(true));

        invite("viewer").statusCode(201);
        as(token).get("/v1/me").then().body("role", equalTo("viewer"));
    }

    @Test
    void isRefusedForAnAddressThatIsInvitedOrAMemberAlready() {
        invite("viewer").statusCode(201);
        tenant.asOwner()
                .body(Map.of("email", email.toUpperCase(Locale.ROOT), "role", "admin"))
                .post("/v1/invitations")
                .then()
                .statusCode(409)
                .body("code", equalTo("conflict"));
        as(token).get("/v1/me").then().body("role", equalTo("viewer"));

        invite("admin").statusCode(409);
    }

    @Test
    void doesNotChangeTheRoleOfOneWhoIsAMemberByAnotherAddress() {
        invite("viewer").statusCode(201);
        as(token).get("/v1/me").then().body("role", equalTo("viewer"));
        var other = "other-" + email;
        tenant.asOwner()
                .body(Map.of("email", other, "role", "owner"))
                .post("/v1/invitations")
                .then()
                .statusCode(201);

        as(SignInServer.token("subject of " + email, other))
                .get("/v1/me")
                .then()
                .body("role", equalTo("viewer"))
                .body("tenants.tenant", contains(tenant.name()));
    }

    @Test
    void ofAnotherTenantIsNotToBeSeen() {
        String id = invite("viewer").statusCode(201).extract().path("id");
        var rival = TestTenant.create();

        rival.asOwner().delete("/v1/invitations/{id}", id).then().statusCode(404);
        rival.asOwner().get("/v1/invitations").then().body("items", empty());
    }

    @Test
    void ofAnOwnerIsWithdrawnByAnOwnerOnly() {
        var admin = tenant.memberToken("admin");
        String id = invite("owner").statusCode(201).extract().path("id");

        as(admin).delete("/v1/invitations/{id}", id).then().statusCode(403);
        tenant.asOwner().delete("/v1/invitations/{id}", id).then().statusCode(204);
    }

    @ParameterizedTest
    @CsvSource({
        "no-address,viewer,1,/email",
        "a@b.example,emperor,1,/role",
        "a@b.example,,1,/role",
        "a@b.example,viewer,0,/days",
        "a@b.example,viewer,91,/days"
    })
    void namesWhatIsWrong(String address, String role, int days, String pointer) {
        var body = role == null
                ? Map.of("email", address, "days", days)
                : Map.of("email", address, "role", role, "days", days);

        tenant.asOwner()
                .body(body)
                .post("/v1/invitations")
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItem(pointer));
    }

    private ValidatableResponse invite(String role) {
        return tenant.asOwner()
                .body(Map.of("email", email, "role", role))
                .post("/v1/invitations")
                .then();
    }
}
