package io.flotilla.platform.tenant;

import static io.flotilla.platform.testing.TestTenant.as;
import static io.flotilla.platform.testing.TestTenant.asOperator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.flotilla.platform.testing.PlatformTest;
import io.flotilla.platform.testing.TestTenant;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;

@PlatformTest
class TenantResourceTest {
    @Test
    void letsTheInvitedOwnerInAtTheFirstSignIn() {
        var tenant = TestTenant.create();

        as(tenant.ownerToken())
                .get("/v1/me")
                .then()
                .statusCode(200)
                .body("tenant", equalTo(tenant.name()))
                .body("role", equalTo("owner"));
    }

    @Test
    void refusesASecondTenantOfTheSameName() {
        var tenant = TestTenant.create();

        asOperator()
                .body(Map.of("name", tenant.name(), "title", "Again", "owner", Map.of("email", "a@b.example")))
                .post("/v1/tenants")
                .then()
                .statusCode(409)
                .body("code", equalTo("conflict"));
    }

    @Test
    void listsEveryTenantOnceOverItsPages() {
        var one = TestTenant.create();
        var other = TestTenant.create();

        var names = new ArrayList<String>();
        String cursor = null;
        do {
            var request = asOperator().queryParam("limit", 2);
            if (cursor != null) request.queryParam("cursor", cursor);
            var page =
                    request.get("/v1/tenants").then().statusCode(200).extract().jsonPath();
            names.addAll(page.getList("items.name"));
            cursor = page.getString("nextCursor");
        } while (cursor != null);

        assertThat(names).contains(one.name(), other.name()).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void shutsOutASuspendedTenantAndLetsAResumedOneIn() {
        var tenant = TestTenant.create();
        tenant.asKey().get("/v1/secrets").then().statusCode(200);
        tenant.asOwner().get("/v1/secrets").then().statusCode(200);

        asOperator().post("/v1/tenants/{name}/suspend", tenant.name()).then().statusCode(200);

        tenant.asKey().get("/v1/secrets").then().statusCode(403).body("code", equalTo("tenant-suspended"));
        tenant.asOwner().get("/v1/secrets").then().statusCode(403).body("code", equalTo("tenant-suspended"));
        asOperator()
                .post("/v1/tenants/{name}/resume", tenant.name())
                .then()
                .statusCode(200)
                .body("state", equalTo("active"));
        tenant.asKey().get("/v1/secrets").then().statusCode(200);
        tenant.asOwner().get("/v1/secrets").then().statusCode(200);
    }

    @Test
    void hidesTenantsFromWhoIsNoOperator() {
        var tenant = TestTenant.create();

        tenant.asOwner().get("/v1/tenants").then().statusCode(403).body("code", equalTo("forbidden"));
        tenant.asKey().get("/v1/tenants").then().statusCode(403);
    }

    @Test
    void keepsAnOperatorOutOfATenantsData() {
        TestTenant.create();

        asOperator().get("/v1/secrets").then().statusCode(403).body("code", equalTo("forbidden"));
    }
}
