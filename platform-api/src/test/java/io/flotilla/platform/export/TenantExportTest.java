package io.flotilla.platform.export;

import static io.flotilla.platform.testing.TestTenant.as;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;

import io.flotilla.platform.testing.Documents;
import io.flotilla.platform.testing.PlatformTest;
import io.flotilla.platform.testing.TestTenant;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@PlatformTest
class TenantExportTest {
    private TestTenant tenant;

    @BeforeEach
    void aTenantWithSomething() {
        tenant = TestTenant.create();
        Documents.models(tenant);
        Documents.connector(tenant);
        Documents.put(tenant, "/v1/apps/greeter", Documents.greeter("Hello")).statusCode(201);
        Documents.put(tenant, "/v1/apps/greeter", Documents.greeter("Good day")).statusCode(201);
        tenant.asKey()
                .body(Map.of("version", 1))
                .post("/v1/apps/greeter/releases")
                .then()
                .statusCode(201);
    }

    @Test
    void hasEverythingAsItWasGiven() throws IOException {
        var files = unpack(tenant.asOwner().accept("*/*").get("/v1/export"));

        assertThat(files.keySet())
                .contains(
                        "tenant.json",
                        "members.json",
                        "invitations.json",
                        "api-keys.json",
                        "secrets.json",
                        "providers.json",
                        "models.json",
                        "models/large/prices.json",
                        "connectors.json",
                        "connectors/crm-database/1.yaml",
                        "apps.json",
                        "apps/greeter/1.yaml",
                        "apps/greeter/2.yaml",
                        "apps/greeter/releases.json",
                        "apps/greeter/settings.json",
                        "environments.json",
                        "scenarios.json",
                        "budgets.json",
                        "limits.json");
        assertThat(files.get("apps/greeter/2.yaml")).isEqualTo(Documents.greeter("Good day"));
        assertThat(files.get("connectors/crm-database/1.yaml")).isEqualTo(Documents.crmDatabase("segment"));
        assertThat(files.get("tenant.json")).contains(tenant.name());
        assertThat(files.get("secrets.json")).contains("crm-password");
    }

    @Test
    void hasNoSecretAndNothingOfAnother() throws IOException {
        var rival = TestTenant.create();
        Documents.models(rival);

        var all = String.join(
                "\n", unpack(tenant.asOwner().accept("*/*").get("/v1/export")).values());

        assertThat(all)
                .doesNotContain(
                        "open sesame",
                        "sk-cloud",
                        tenant.apiKey().substring(13),
                        rival.name(),
                        rival.id().toString());
    }

    @Test
    void isForOwnersAndAdminsAndWrittenDown() {
        for (String role : List.of("builder", "viewer", "billing")) {
            as(tenant.memberToken(role)).accept("*/*").get("/v1/export").then().statusCode(403);
        }
        as(tenant.keyWithin(List.of("greeter"), null))
                .accept("*/*")
                .get("/v1/export")
                .then()
                .statusCode(403);
        as(tenant.memberToken("admin")).accept("*/*").get("/v1/export").then().statusCode(200);

        tenant.asOwner().get("/v1/audit?limit=200").then().body("items.action", hasItem("tenant.exported"));
    }

    private static Map<String, String> unpack(Response answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.contentType()).isEqualTo("application/zip");
        var files = new TreeMap<String, String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(answer.asByteArray()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), UTF_8));
            }
        }
        return files;
    }
}
