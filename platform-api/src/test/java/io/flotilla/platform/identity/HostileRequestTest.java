package io.flotilla.platform.identity;

import static io.flotilla.platform.testing.TestTenant.as;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flotilla.platform.identity.Routes.Route;
import io.flotilla.platform.testing.PlatformTest;
import io.flotilla.platform.testing.TestTenant;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What an attacker sends: it is refused as anybody's mistake is, and wakes up nobody.
@PlatformTest
class HostileRequestTest {
    private static final int HUGE = 64 * 1024;
    private static final List<String> SQL = List.of(
            "' or '1'='1",
            "'; drop table api_key; --",
            "x' union select hash from api_key --",
            "\" or 1=1 --",
            "1) or pg_sleep(5) is null --",
            "\\'; select 1; --",
            "$$ || current_user || $$");

    private final Errors errors = new Errors();
    private TestTenant tenant;

    @BeforeEach
    void listen() {
        tenant = TestTenant.create();
        Logger.getLogger("").addHandler(errors);
    }

    @AfterEach
    void nothingWasLoggedAsAnError() {
        Logger.getLogger("").removeHandler(errors);
        assertThat(errors.heard).isEmpty();
    }

    @Test
    void sqlInACredentialIsNoCredential() {
        for (String sql : SQL) {
            var prefix = tenant.apiKey().substring(0, tenant.apiKey().lastIndexOf('_') + 1);
            for (String credential : List.of(sql, "flk_" + sql, prefix + sql, tenant.apiKey() + sql)) {
                as(credential).get("/v1/secrets").then().statusCode(401);
            }
        }
        tenant.asKey().get("/v1/secrets").then().statusCode(200);
    }

    @Test
    void sqlInTheNameOfATenantIsNoTenantOfTheirs() {
        for (String sql : SQL) {
            tenant.asOwner()
                    .header("Flotilla-Tenant", sql)
                    .get("/v1/secrets")
                    .then()
                    .statusCode(404);
        }
    }

    @Test
    void sqlInAnAddressNamesNothing() {
        var wrong = new TreeMap<String, Integer>();
        for (Route route : Routes.all()) {
            if (!route.path().contains("{") || !route.method().matches("GET|DELETE")) continue;
            for (String sql : SQL) {
                var address = route.path()
                        .replaceAll("\\{[^}]+}", URLEncoder.encode(sql, UTF_8).replace("+", "%20"));
                var status = tenant.asKey()
                        .urlEncodingEnabled(false)
                        .accept("*/*")
                        .request(route.method(), address)
                        .statusCode();
                if (!List.of(400, 403, 404).contains(status)) wrong.put(route.title() + " " + sql, status);
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void sqlInAFilterFindsNothing() {
        for (String list :
                List.of("apps?q=", "invocations?app=", "usage?app=", "audit?actor=", "scenarios?q=", "apps?cursor=")) {
            for (String sql : SQL) {
                var status = tenant.asKey().get("/v1/" + list + "{sql}", sql).statusCode();
                assertThat(status).as(list + sql).isIn(200, 400, 404);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Authorization", "Flotilla-Tenant", "Idempotency-Key", "If-Match", "traceparent", "X-Whatever"})
    void aHugeHeaderIsRefused(String header) {
        // the server hangs up while the client still sends, so that the answer may not arrive
        await().ignoreExceptions()
                .until(
                        () -> given().header("Authorization", "Bearer " + tenant.apiKey())
                                .header(header, "x".repeat(HUGE))
                                .get("/v1/secrets")
                                .statusCode(),
                        status -> status == 431);
    }

    /// What is logged as an error while it listens.
    private static final class Errors extends Handler {
        private final List<String> heard = new ArrayList<>();

        @Override
        public synchronized void publish(LogRecord record) {
            if (record.getLevel().intValue() >= Level.SEVERE.intValue()) {
                heard.add(record.getLoggerName() + ": " + record.getMessage());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
