package io.flotilla.platform.session;

import static io.flotilla.platform.session.SignedIn.HOME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flotilla.local.browser.Browser;
import io.flotilla.local.browser.Page;
import io.flotilla.platform.testing.PlatformTest;
import io.flotilla.platform.testing.SignInServer;
import io.flotilla.platform.testing.TestTenant;
import io.restassured.path.json.JsonPath;
import java.net.HttpCookie;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@PlatformTest
class SessionTest {
    private final Browser browser = new Browser();
    private final String subject = "ann-" + UUID.randomUUID();

    @Test
    void sendsTheBrowserToTheProviderWithAChallengeForTheCode() {
        var answer = browser.look(HOME + "/session/sign-in");

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.next().toString()).startsWith(SignInServer.issuer());
        assertThat(answer.next().getQuery())
                .contains("response_type=code", "code_challenge_method=S256", "client_id=flotilla-console", "nonce=")
                .contains("redirect_uri=" + HOME + "/session/sign-in&");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void bringsThePersonBackToThePageTheyAskedFor() {
        var page = SignedIn.as(browser, subject, "/console/apps%3Fq%3D1%26of%3Dall%23top", "");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.address().toString()).isEqualTo(HOME + "/console/apps?q=1&of=all#top");
        assertThat(page.body()).contains("<div id=\"root\">");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example/console/",
                "https://evil.example/console/",
                "/%5Cevil.example",
                "/console/..//evil.example",
                "/v1/me",
                "/consoles",
                "/console/%0d%0aSet-Cookie:a=b",
                "javascript:alert(1)",
                "/session/sign-in"
            })
    void bringsThemHomeInsteadOfToAnAddressThatIsNotOurs(String asked) {
        var page = SignedIn.as(browser, subject, asked, "");
        if (page.address().getPath().startsWith("/session/"))
            page = browser.open(HOME + "/session/sign-in?to=" + asked);

        assertThat(page.address().toString()).isEqualTo(HOME + "/console/");
        assertThat(browser.visited())
                .allSatisfy(visited -> assertThat(visited.getHost()).isEqualTo("localhost"));
    }

    @Test
    void theSessionIsAllThatIsNeededToCallTheApi() {
        var tenant = TestTenant.create();
        invite(tenant, "viewer");
        SignedIn.as(browser, subject, "", ", \"name\": \"Ann Example\"");

        var me = json(fetch("GET", "/v1/me"));

        assertThat(me.getString("kind")).isEqualTo("member");
        assertThat(me.getString("id")).isEqualTo(subject);
        assertThat(me.getString("name")).isEqualTo("Ann Example");
        assertThat(me.getString("email")).isEqualTo(subject + "@example.org");
        assertThat(me.getString("tenant")).isEqualTo(tenant.name());
        assertThat(me.getString("role")).isEqualTo("viewer");
        assertThat(fetch("GET", "/v1/apps").status()).isEqualTo(200);
    }

    @Test
    void aPersonOfSeveralTenantsChoosesByHeader() {
        var one = TestTenant.create();
        var other = TestTenant.create();
        invite(one, "viewer");
        invite(other, "admin");
        SignedIn.as(browser, subject, "", "");

        assertThat(json(fetch("GET", "/v1/me")).getList("tenants.tenant", String.class))
                .containsExactlyInAnyOrder(one.name(), other.name());
        assertThat(fetch("GET", "/v1/members", "Flotilla-Tenant", one.name()).status())
                .isEqualTo(403);
        assertThat(fetch("GET", "/v1/members", "Flotilla-Tenant", other.name()).status())
                .isEqualTo(200);
        assertThat(fetch(
                                "GET",
                                "/v1/members",
                                "Flotilla-Tenant",
                                TestTenant.create().name())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void anOperatorIsOneInTheBrowserToo() {
        SignedIn.as(browser, subject, "", ", \"realm_access\": {\"roles\": [\"operator\"]}");

        assertThat(json(fetch("GET", "/v1/me")).getBoolean("operator")).isTrue();
        assertThat(fetch("GET", "/v1/tenants").status()).isEqualTo(200);
    }

    @Test
    void noScriptCanReadTheSessionAndNoTokenIsInIt() {
        SignedIn.as(browser, subject, "", "");

        var session = sessionCookies();
        assertThat(session).isNotEmpty().allSatisfy(cookie -> {
            assertThat(cookie.isHttpOnly()).isTrue();
            assertThat(cookie.getPath()).isEqualTo("/");
            assertThat(cookie.getValue()).doesNotContain("|");
        });
        assertThat(browser.cookies()).noneMatch(cookie -> cookie.getName().startsWith("q_auth"));
    }

    @Test
    void theSessionIsNotSentAlongByOtherSites() {
        var toProvider = browser.look(HOME + "/session/sign-in");
        var back = browser.fetch("GET", toProvider.next().toString());

        var answer = browser.look(back.next().toString());

        assertThat(answer.headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("q_session"))
                .isNotEmpty()
                .allSatisfy(cookie -> assertThat(cookie).contains("SameSite=Lax", "HTTPOnly"));
    }

    @Test
    void refusesAChangeThatAnotherSiteCouldHaveCaused() {
        var tenant = TestTenant.create();
        invite(tenant, "admin");
        SignedIn.as(browser, subject, "", "");

        var forged = browser.fetch("DELETE", HOME + "/v1/members/" + UUID.randomUUID());

        assertThat(forged.status()).isEqualTo(403);
        assertThat(json(forged).getString("code")).isEqualTo("forbidden");
        assertThat(fetch("DELETE", "/v1/members/" + UUID.randomUUID()).status()).isEqualTo(404);
    }

    @Test
    void tellsAScriptWithoutSessionSoInsteadOfSendingItAway() {
        for (var cookie : new String[] {"", "q_session_console=nonsense", "q_session_console_chunk_1=x"}) {
            var answer = browser.fetch("GET", HOME + "/v1/me", "X-Requested-With", "JavaScript", "Cookie", cookie);

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
            assertThat(json(answer).getString("code")).isEqualTo("unauthenticated");
        }
        assertThat(fetch("GET", "/session/sign-in").status()).isEqualTo(499);
    }

    @Test
    void takesTheTokenWhenARequestBringsBoth() {
        SignedIn.as(browser, subject, "", "");
        var other = "ben-" + UUID.randomUUID();

        var token = SignInServer.token(other, other + "@example.org");
        var me = fetch("GET", "/v1/me", "Authorization", "Bearer " + token);

        assertThat(json(me).getString("id")).isEqualTo(other);
        assertThat(fetch("GET", "/v1/me", "Authorization", "Bearer nonsense").status())
                .isEqualTo(401);
    }

    @Test
    void refusesTheTokensOfASessionAsBearerTokens() {
        var idToken = SignInServer.token(subject, "flotilla-console", Map.of(), 600);

        assertThat(browser.fetch("GET", HOME + "/v1/me", "Authorization", "Bearer " + idToken)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void renewsTheSessionWhileItIsUsed() {
        SignInServer.nextTokensLast(2);
        SignedIn.as(browser, subject, "", "");
        var first = sessionValues();

        await().untilAsserted(() -> {
            assertThat(json(fetch("GET", "/v1/me")).getString("id")).isEqualTo(subject);
            assertThat(sessionValues()).isNotEqualTo(first);
        });
    }

    @Test
    void signingOutEndsTheSessionHereAndAtTheProvider() {
        SignedIn.as(browser, subject, "", "");

        var answer = browser.look(HOME + "/session/sign-out");

        assertThat(answer.next().toString()).startsWith(SignInServer.issuer() + "/endsession?id_token_hint=");
        assertThat(answer.next().getQuery()).endsWith("post_logout_redirect_uri=" + HOME + "/console/?signedOut");
        assertThat(sessionCookies()).isEmpty();
        assertThat(fetch("GET", "/v1/me").status()).isEqualTo(401);
    }

    @Test
    void signingOutWithoutASessionSaysSignedOut() {
        assertThat(browser.open(HOME + "/session/sign-out").address().toString())
                .isEqualTo(HOME + "/console/?signedOut");
    }

    @Test
    void nobodyIsSignedOutByALinkOnAnotherSite() {
        SignedIn.as(browser, subject, "", "");

        browser.fetch("GET", HOME + "/session/sign-out", "Sec-Fetch-Site", "cross-site");

        assertThat(fetch("GET", "/v1/me").status()).isEqualTo(200);
    }

    @Test
    void saysSoWhenTheProviderRefuses() {
        var toProvider = browser.look(HOME + "/session/sign-in").next();
        var state = toProvider.getQuery().replaceAll(".*&state=([^&]+).*", "$1");

        var page = browser.open(HOME + "/session/sign-in?error=access_denied&state=" + state);

        assertThat(page.address().toString()).isEqualTo(HOME + "/console/?signIn=failed");
    }

    @Test
    void doesNotAcceptACodeThatThisBrowserDidNotAskFor() {
        var stolen = browser.fetch(
                "GET", browser.look(HOME + "/session/sign-in").next().toString());
        var victim = new Browser();

        var page = victim.open(stolen.next().toString());

        assertThat(page.address().toString()).isEqualTo(HOME + "/console/?signIn=failed");
        assertThat(victim.fetch("GET", HOME + "/v1/me").status()).isEqualTo(401);
    }

    private void invite(TestTenant tenant, String role) {
        tenant.asOwner()
                .body(Map.of("email", subject + "@example.org", "role", role))
                .post("/v1/invitations")
                .then()
                .statusCode(201);
    }

    private Page fetch(String method, String path, String... headers) {
        var all = new ArrayList<>(List.of("X-Requested-With", "JavaScript"));
        all.addAll(List.of(headers));
        return browser.fetch(method, HOME + path, all.toArray(String[]::new));
    }

    private List<HttpCookie> sessionCookies() {
        return browser.cookies().stream()
                .filter(cookie -> SessionCookie.isOne(cookie.getName()))
                .toList();
    }

    // cookies of one name are equal whatever they hold
    private List<String> sessionValues() {
        return sessionCookies().stream().map(HttpCookie::getValue).toList();
    }

    private static JsonPath json(Page page) {
        return new JsonPath(page.body());
    }
}
