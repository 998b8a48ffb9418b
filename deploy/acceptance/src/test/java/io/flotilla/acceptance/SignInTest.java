package io.flotilla.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.flotilla.local.browser.Browser;
import io.flotilla.local.browser.Page;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// People sign in through the platform at a real Keycloak.
class SignInTest {
    private final Flotilla flotilla = Flotilla.running();
    private final Browser browser = new Browser();
    private final String[] platforms = flotilla.env("FLOTILLA_URLS").split(",");

    @Test
    void bringsAPersonToThePageTheyAskedForWithASessionForTheApi() throws Exception {
        var page = signIn("ADMIN", "/console/usage%3Fwindow%3Dday");

        assertThat(page.address().toString()).isEqualTo(platforms[0] + "/console/usage?window=day");
        var me = me(platforms[0]);
        assertThat(me.path("kind").asText()).isEqualTo("member");
        assertThat(me.path("tenant").asText()).isEqualTo(flotilla.env("FLOTILLA_TENANT"));
        assertThat(me.path("role").asText()).isEqualTo("owner");
        assertThat(me.path("email").asText()).isEqualTo("admin@demo.example");
        assertThat(me.path("operator").asBoolean()).isFalse();
        assertThat(browser.cookies())
                .filteredOn(cookie -> cookie.getName().startsWith("q_session"))
                .hasSize(1)
                .allMatch(cookie -> cookie.isHttpOnly() && cookie.getValue().length() < 4000);
    }

    @Test
    void theSessionIsGoodAtEveryPlatform() throws Exception {
        signIn("ADMIN", "/console/");

        assertThat(me(platforms[1]).path("role").asText()).isEqualTo("owner");
    }

    @Test
    void knowsAnOperatorByTheRoleInTheSession() throws Exception {
        signIn("OPERATOR", "/console/");

        assertThat(me(platforms[0]).path("operator").asBoolean()).isTrue();
        assertThat(fetch(platforms[0] + "/v1/tenants").status()).isEqualTo(200);
    }

    @Test
    void signingOutMeansThePasswordIsAskedForAgain() {
        signIn("ADMIN", "/console/");

        var page = browser.open(platforms[0] + "/session/sign-out");

        assertThat(page.address().toString()).isEqualTo(platforms[0] + "/console/?signedOut");
        assertThat(fetch(platforms[0] + "/v1/me").status()).isEqualTo(401);
        assertThat(browser.open(platforms[0] + "/session/sign-in").body()).contains("name=\"password\"");
    }

    @Test
    void aPersonWhoIsSignedInAtTheProviderNeedsNoPassword() throws Exception {
        signIn("ADMIN", "/console/");
        browser.forget("q_session");
        assertThat(fetch(platforms[0] + "/v1/me").status()).isEqualTo(401);

        browser.open(platforms[0] + "/session/sign-in");

        assertThat(me(platforms[0]).path("role").asText()).isEqualTo("owner");
    }

    private Page signIn(String person, String to) {
        var login = browser.open(platforms[0] + "/session/sign-in?to=" + to);
        assertThat(login.address().toString()).startsWith(flotilla.env("FLOTILLA_OIDC_ISSUER"));
        var fields = Map.of(
                "username", flotilla.env("FLOTILLA_" + person + "_USER"),
                "password", flotilla.env("FLOTILLA_" + person + "_PASSWORD"));
        return browser.send(login.form(), fields);
    }

    private JsonNode me(String platform) throws IOException {
        var page = fetch(platform + "/v1/me");
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        return new JsonMapper().readTree(page.body());
    }

    private Page fetch(String address) {
        return browser.fetch("GET", address, "X-Requested-With", "JavaScript");
    }
}
