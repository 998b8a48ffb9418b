package io.flotilla.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flotilla.local.keycloak.Keycloak;
import io.flotilla.local.postgres.Databases;
import io.flotilla.local.postgres.Postgres;
import io.flotilla.local.process.Folders;
import io.flotilla.local.process.Ports;
import io.flotilla.local.process.Secrets;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KeycloakTest {
    private static Path folder;
    private static Postgres postgres;
    private static Keycloak keycloak;
    private static Secrets secrets;

    @BeforeAll
    static void start() throws Exception {
        folder = Files.createTempDirectory("flotilla-keycloak-test-");
        int port = Ports.free(3);
        secrets = Secrets.in(folder.resolve("secrets"));
        postgres = new Postgres(folder.resolve("postgres"), folder.resolve("postgres.log"), port, false, secrets);
        keycloak = new Keycloak(
                folder.resolve("keycloak"),
                folder.resolve("keycloak.log"),
                port + 1,
                postgres.jdbcUrl(Keycloak.DATABASE),
                secrets,
                System.out::println);
        postgres.start();
        new Databases(postgres, secrets).prepare(Keycloak.DATABASE, Keycloak.DATABASE);
        keycloak.start();
    }

    @AfterAll
    static void stop() {
        keycloak.stop();
        postgres.stop();
        Folders.delete(folder);
    }

    @Test
    void theOperatorSignsInWithTheInstallationsPassword() throws Exception {
        var claims = claims(signIn("operator", secrets.get("operator-password")));

        assertThat(claims.at("/realm_access/roles").toString()).contains("\"operator\"");
        assertThat(claims.at("/iss").asText()).isEqualTo(keycloak.issuer());
        assertThat(claims.at("/aud").toString()).contains("flotilla-api");
        assertThat(claims.at("/email").asText()).isEqualTo("operator@flotilla.example");
        assertThat(claims.at("/email_verified").asBoolean()).isTrue();
    }

    @Test
    void aTenantsAdminIsNoOperator() throws Exception {
        var claims = claims(signIn("demo-admin", secrets.get("demo-admin-password")));

        assertThat(claims.at("/realm_access/roles").toString()).doesNotContain("operator");
        assertThat(claims.at("/sub").asText()).isNotBlank();
    }

    @Test
    void theNameIsNotThePassword() throws Exception {
        assertThat(signIn("rival-admin", "rival-admin").has("access_token")).isFalse();
    }

    @Test
    void theConsoleMaySendPeopleBackToAnyLoopbackPort() throws Exception {
        assertThat(authorize("http://127.0.0.1:54321/callback")).isEqualTo(200);
        assertThat(authorize("https://elsewhere.example/callback")).isEqualTo(400);
    }

    private static int authorize(String redirect) throws Exception {
        var address = keycloak.issuer() + "/protocol/openid-connect/auth?client_id=flotilla-console&response_type=code"
                + "&code_challenge_method=S256&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&redirect_uri="
                + redirect;
        var request = HttpRequest.newBuilder(URI.create(address)).build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    private static JsonNode signIn(String user, String password) throws Exception {
        var form = "grant_type=password&scope=openid&client_id=flotilla-cli&username=" + user + "&password=" + password;
        var request = HttpRequest.newBuilder(URI.create(keycloak.issuer() + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        return new ObjectMapper()
                .readTree(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .body());
    }

    private static JsonNode claims(JsonNode tokens) throws Exception {
        var payload = tokens.path("access_token").asText().split("\\.")[1];
        return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(payload));
    }
}
