package io.flotilla.platform.identity;

import static io.flotilla.platform.testing.TestTenant.as;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.flotilla.platform.testing.PlatformTest;
import io.flotilla.platform.testing.SignInServer;
import io.flotilla.platform.testing.TestTenant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@PlatformTest
class SignInTest {
    private static final String SOMEBODY = "somebody-" + UUID.randomUUID();
    private static final Map<String, Object> NO_CLAIMS = Map.of();

    @Test
    void refusesWhoShowsNothing() {
        given().get("/v1/me")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .body("code", equalTo("unauthenticated"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic YTpi", "Bearer", "Bearer x", "Bearer a.b.c", "Bearer flk_", "flk_x", "Bearer  "})
    void refusesWhatIsNoCredential(String header) {
        refused(header);
    }

    @Test
    void refusesATokenForAnotherAudience() {
        refused("Bearer " + SignInServer.token(SOMEBODY, "another-api", NO_CLAIMS, 3600));
    }

    @Test
    void refusesATokenWhoseTimeIsOver() {
        refused("Bearer " + SignInServer.token(SOMEBODY, SignInServer.AUDIENCE, NO_CLAIMS, -60));
    }

    @Test
    void refusesATokenThatNobodySigned() {
        var claims = "{\"iss\":\"%s\",\"sub\":\"%s\",\"aud\":\"%s\",\"exp\":9999999999}"
                .formatted(SignInServer.issuer(), SOMEBODY, SignInServer.AUDIENCE);

        refused("Bearer " + base64("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + base64(claims) + ".");
    }

    @Test
    void refusesATokenSignedWithThePublicKeyAsIfItWereASharedSecret() throws Exception {
        var publicKey = given().get(SignInServer.issuer() + "/jwks").asByteArray();
        var head = base64("{\"alg\":\"HS256\",\"typ\":\"JWT\",\"kid\":\"flotilla\"}");
        var claims = "{\"iss\":\"%s\",\"sub\":\"%s\",\"aud\":\"%s\",\"exp\":9999999999}"
                .formatted(SignInServer.issuer(), SOMEBODY, SignInServer.AUDIENCE);
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(publicKey, "HmacSHA256"));
        var content = head + "." + base64(claims);
        var signature = Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(content.getBytes(UTF_8)));

        refused("Bearer " + content + "." + signature);
    }

    @Test
    void refusesATokenWhoseContentWasChanged() {
        var parts = SignInServer.token(SOMEBODY, "a@b.example").split("\\.");
        var claims = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8).replace(SOMEBODY, "operator-1");

        refused("Bearer " + parts[0] + "." + base64(claims) + "." + parts[2]);
    }

    @Test
    void refusesATokenOfAnotherIssuer() {
        refused("Bearer " + SignInServer.ofAnotherIssuer(SOMEBODY));
    }

    @Test
    void knowsAPersonInNoTenantAndLetsThemDoNothing() {
        var token = SignInServer.token(SOMEBODY, "nobody-" + SOMEBODY + "@example.org");

        as(token)
                .get("/v1/me")
                .then()
                .statusCode(200)
                .body("kind", equalTo("person"))
                .body("tenant", nullValue());
        as(token).get("/v1/secrets").then().statusCode(403).body("code", equalTo("forbidden"));
    }

    @Test
    void doesNotAcceptAnInvitationForAnAddressNobodyVouchesFor() {
        var tenant = TestTenant.create();
        var email = "invited-" + UUID.randomUUID() + "@example.org";
        tenant.asOwner().body(Map.of("email", email, "role", "viewer")).post("/v1/invitations");

        as(SignInServer.unverified("impostor-" + UUID.randomUUID(), email))
                .get("/v1/me")
                .then()
                .statusCode(200)
                .body("kind", equalTo("person"));
    }

    @Test
    void keepsAnAcceptedInvitationFromASecondPersonWithTheAddress() {
        var tenant = TestTenant.create();
        var email = "invited-" + UUID.randomUUID() + "@example.org";
        tenant.asOwner().body(Map.of("email", email, "role", "viewer")).post("/v1/invitations");
        as(SignInServer.token("first-" + email, email)).get("/v1/me").then().body("role", equalTo("viewer"));

        as(SignInServer.token("second-" + email, email)).get("/v1/me").then().body("kind", equalTo("person"));
    }

    @Test
    void letsOneWhoIsInSeveralTenantsChoose() {
        var one = TestTenant.create();
        var other = TestTenant.create();
        var email = "both-" + UUID.randomUUID() + "@example.org";
        one.asOwner().body(Map.of("email", email, "role", "viewer")).post("/v1/invitations");
        other.asOwner().body(Map.of("email", email, "role", "admin")).post("/v1/invitations");
        var token = SignInServer.token("both-" + email, email);

        as(token)
                .get("/v1/me")
                .then()
                .body("kind", equalTo("person"))
                .body("tenants.tenant", containsInAnyOrder(one.name(), other.name()));
        as(token).get("/v1/api-keys").then().statusCode(403);
        as(token)
                .header("Flotilla-Tenant", other.name())
                .get("/v1/api-keys")
                .then()
                .statusCode(200);
        as(token)
                .header("Flotilla-Tenant", one.name())
                .get("/v1/api-keys")
                .then()
                .statusCode(403);
    }

    @Test
    void answersAlikeForATenantThatIsNotTheirsAndOneThatIsNotThere() {
        var tenant = TestTenant.create();
        var rival = TestTenant.create();

        for (var credential : new String[] {tenant.ownerToken(), tenant.apiKey()}) {
            var foreign = as(credential).header("Flotilla-Tenant", rival.name()).get("/v1/secrets");
            var absent =
                    as(credential).header("Flotilla-Tenant", "no-such-tenant").get("/v1/secrets");

            assertThat(foreign.statusCode()).isEqualTo(404).isEqualTo(absent.statusCode());
            assertThat(foreign.jsonPath().getString("detail"))
                    .isEqualTo(absent.jsonPath().getString("detail"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"viewer", "billing", "builder"})
    void keepsKeysFromRolesThatDoNotCareForThem(String role) {
        var token = TestTenant.create().memberToken(role);

        as(token)
                .get("/v1/api-keys")
                .then()
                .statusCode(403)
                .body("detail", equalTo("This needs the permission 'api-keys:read'."));
    }

    private static void refused(String header) {
        given().header("Authorization", header)
                .get("/v1/me")
                .then()
                .statusCode(401)
                .body("code", equalTo("unauthenticated"));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
}
