package io.flotilla.platform.identity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.flotilla.platform.access.Permission;
import io.flotilla.platform.access.Role;
import io.flotilla.platform.identity.Routes.Route;
import io.flotilla.platform.testing.Documents;
import io.flotilla.platform.testing.PlatformTest;
import io.flotilla.platform.testing.SignInServer;
import io.flotilla.platform.testing.TestTenant;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Makes every call there is, as everybody there is.
@PlatformTest
class RoleMatrixTest {
    private static final String NOT_ALLOWED = "This needs the permission '%s'.";

    @ParameterizedTest
    @EnumSource(Role.class)
    void aRoleMayWhatTheTableSaysAndNothingElse(Role role) {
        var token = TestTenant.create().memberToken(role.word());

        var wrong = new HashMap<String, Integer>();
        for (var route : Routes.all()) {
            var answer = call(route, token);
            if (allowed(answer, route) != role.permissions().contains(route.permission())) {
                wrong.put(route.title(), answer.statusCode());
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void anOperatorAdministersTenantsAndReadsNothingInThem() {
        var wrong = new HashMap<String, Integer>();
        for (var route : Routes.all()) {
            var answer = call(route, SignInServer.operator());
            boolean may =
                    route.permission() == Permission.TENANTS_ADMINISTER || route.permission() == Permission.SELF_READ;
            if ((answer.statusCode() != 403) != may) wrong.put(route.title(), answer.statusCode());
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void aKeyMayWhatItsScopeSaysAndNothingElse() {
        var tenant = TestTenant.create();

        var wrong = new HashMap<String, Integer>();
        for (var scope : Permission.inTenant()) {
            if (scope == Permission.SELF_READ) continue;
            var key = tenant.keyWith(scope.scope());
            for (var route : Routes.all()) {
                boolean may = route.permission() == scope || route.permission() == Permission.SELF_READ;
                var answer = call(route, key);
                if (allowed(answer, route) != may) wrong.put(scope + ": " + route.title(), answer.statusCode());
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void whoIsNobodyMayNothing() {
        var nobody = SignInServer.token("nobody-" + UUID.randomUUID(), UUID.randomUUID() + "@example.org");

        for (var route : Routes.all()) {
            assertThat(call(route, null).statusCode()).as(route.title()).isEqualTo(401);
            if (route.permission() == Permission.SELF_READ) continue;
            assertThat(call(route, nobody).statusCode()).as(route.title()).isEqualTo(403);
        }
    }

    // whatever else is wrong with the call is found only by who may make it
    private static boolean allowed(Response answer, Route route) {
        assertThat(answer.statusCode()).as(route.title()).isNotEqualTo(401).isLessThan(500);
        if (answer.statusCode() != 403) return true;
        return !NOT_ALLOWED
                .formatted(route.permission().scope())
                .equals(answer.jsonPath().getString("detail"));
    }

    private static Response call(Route route, String credential) {
        var request =
                given().config(Documents.YAML).contentType(route.contentType()).accept("*/*");
        if (credential != null) request.auth().oauth2(credential);
        if (!route.method().equals("GET")) request.body("{}");
        return request.request(route.method(), route.somewhere());
    }
}
