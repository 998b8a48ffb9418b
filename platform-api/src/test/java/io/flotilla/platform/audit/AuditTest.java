package io.flotilla.platform.audit;

import static io.flotilla.platform.testing.Catalogue.asSuperuser;
import static io.flotilla.platform.testing.TestTenant.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.flotilla.platform.testing.Documents;
import io.flotilla.platform.testing.PlatformTest;
import io.flotilla.platform.testing.TestTenant;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@PlatformTest
class AuditTest {
    /// How many events a fresh tenant has.
    private static final int FRESH = 3;

    private TestTenant tenant;

    @BeforeEach
    void tenant() {
        tenant = TestTenant.create();
    }

    @Test
    void tellsWhatWasChangedAndByWhom() {
        tenant.asKey()
                .body(Map.of("value", "s3cret"))
                .put("/v1/secrets/crm")
                .then()
                .statusCode(200);

        var events = tenant.asOwner().get("/v1/audit");

        events.then()
                .statusCode(200)
                .body("items.action", contains("tenant.created", "member.joined", "api-key.created", "secret.written"))
                .body("items[0].actor", equalTo("operator:operator-1"))
                .body("items[1].actor", startsWith("user:owner-"))
                .body("items[2].actor", startsWith("user:owner-"))
                .body("items[3].actor", equalTo("key:" + tenant.apiKey().substring(4, 12)))
                .body("items[3].details.version", equalTo("1"));
        assertThat(events.asString()).doesNotContain("s3cret", tenant.apiKey());
    }

    @Test
    void comesInPages() {
        tenant.asOwner()
                .get("/v1/audit?limit=1")
                .then()
                .body("items", hasSize(1))
                .body("nextCursor", notNullValue());
    }

    @Test
    void theChainHoldsWithManyWritersAtOnce() throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var writers = IntStream.range(0, 12)
                    .mapToObj(i -> (Callable<Integer>) () -> tenant.asKey()
                            .body(Map.of("value", "x"))
                            .put("/v1/secrets/s" + i)
                            .statusCode())
                    .toList();
            for (var writer : executor.invokeAll(writers))
                assertThat(writer.get()).isEqualTo(200);
        }

        check().then().body("holds", equalTo(true)).body("events", equalTo(FRESH + 12));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "update audit_event set actor = 'user:nobody' where sequence = 2     | 2 | the event was changed",
                "update audit_event set after = '{}' where sequence = 3              | 3 | the event was changed",
                "update audit_event set address = '8.8.8.8' where sequence = 3       | 3 | the event was changed",
                "delete from audit_event where sequence = 1                          | 1 | an event is missing",
                "delete from audit_event where sequence = 2                          | 2 | an event is missing",
                "delete from audit_event where sequence = 5                          | 5 | events are missing at the end",
                "update audit_event set previous_hash = '\\x00' where sequence = 2    | 2 | the event does not follow the one before",
            })
    void whatAnOwnerOfTheDatabaseDoesToARowShowsAtItsPlace(String sql, int brokenAt, String reason) {
        aChange();
        aChange();

        force(sql);

        check().then()
                .body("holds", equalTo(false))
                .body("brokenAt", equalTo(brokenAt))
                .body("events", equalTo(brokenAt - 1))
                .body("reason", equalTo(reason));
    }

    @Test
    void twoRowsThatChangedPlacesShow() {
        aChange();
        aChange();

        force("update audit_event set sequence = -3 where sequence = 3");
        force("update audit_event set sequence = 3 where sequence = 4");
        force("update audit_event set sequence = 4 where sequence = -3");

        check().then().body("holds", equalTo(false)).body("brokenAt", equalTo(3));
    }

    @Test
    void aChainRewrittenFromItsStartShowsToWhoNotedItsHead() {
        aChange();
        var noted = check().then().body("holds", equalTo(true)).extract().<String>path("head");
        aChange();
        check(noted).then().body("holds", equalTo(true));

        force("delete from audit_event where sequence > 2");
        force("""
                update audit_head set sequence = 2,
                       hash = (select hash from audit_event e where e.tenant_id = :tenant and e.sequence = 2)
                """);

        check().then().body("holds", equalTo(true));
        check(noted).then().body("holds", equalTo(false)).body("brokenAt", equalTo(1));
        check("nonsense").then().statusCode(400);
    }

    @Test
    void showsBeforeAndAfterOfPeopleKeysSecretsAndSettings() {
        var viewer = as(tenant.memberToken("viewer")).get("/v1/me");
        viewer.then().statusCode(200);
        var member = tenant.asOwner().get("/v1/members").jsonPath().getString("items.find { it.role == 'viewer' }.id");
        tenant.asOwner().body(Map.of("role", "builder")).put("/v1/members/" + member);
        tenant.asOwner().delete("/v1/members/" + member);
        var made = tenant.asOwner()
                .body(Map.of("name", "k", "scopes", List.of("usage:read")))
                .post("/v1/api-keys");
        var key = made.jsonPath().getString("id");
        var rotated = tenant.asOwner().body("{}").post("/v1/api-keys/%s/rotate".formatted(key));
        tenant.asOwner().delete("/v1/api-keys/" + key);
        tenant.asOwner().body(Map.of("value", "sk-one")).put("/v1/secrets/crm");
        tenant.asOwner().body(Map.of("value", "sk-two")).put("/v1/secrets/crm");
        tenant.asOwner().delete("/v1/secrets/crm");
        var settings = Map.of(
                "timeZone", "Asia/Shanghai", "languages", List.of("en"), "retentionDays", 7, "payloadCapture", "none");
        tenant.asOwner().body(settings).put("/v1/settings");

        find("action", "member.role-changed")
                .then()
                .body("items[0].before.role", equalTo("viewer"))
                .body("items[0].after.role", equalTo("builder"));
        find("action", "member.removed").then().body("items[0].before.role", equalTo("builder"));
        find("action", "api-key.rotated")
                .then()
                .body("items[0].before.prefix", equalTo(made.jsonPath().getString("prefix")))
                .body("items[0].after.prefix", equalTo(rotated.jsonPath().getString("prefix")));
        find("action", "api-key.revoked").then().body("items[0].after.revokedAt", notNullValue());
        find("action", "secret.written")
                .then()
                .body("items[1].before.version", equalTo(1))
                .body("items[1].after.version", equalTo(2));
        find("action", "secret.deleted").then().body("items[0].before.version", equalTo(2));
        find("action", "settings.changed")
                .then()
                .body("items[0].before.timeZone", equalTo("UTC"))
                .body("items[0].after.payloadCapture", equalTo("none"));
        assertThat(tenant.asOwner().get("/v1/audit?limit=200").asString())
                .doesNotContain("sk-one", "sk-two", secretOf(made), secretOf(rotated));
    }

    @Test
    void showsBeforeAndAfterOfAppsReleasesAndConnectorsButNoPrompt() {
        Documents.models(tenant);
        Documents.connector(tenant);
        Documents.put(tenant, "/v1/connectors/crm-database", Documents.crmDatabase("region"))
                .statusCode(201);
        Documents.put(tenant, "/v1/apps/greeter", Documents.greeter("Hush-hush"))
                .statusCode(201);
        Documents.put(tenant, "/v1/apps/greeter", Documents.greeter("Good day")).statusCode(201);
        for (int version : new int[] {1, 2}) {
            tenant.asKey()
                    .body(Map.of("version", version))
                    .post("/v1/apps/greeter/releases")
                    .then()
                    .statusCode(201);
        }
        tenant.asKey().body(Map.of("team", "claims")).put("/v1/apps/greeter/labels");
        tenant.asKey().delete("/v1/apps/greeter").then().statusCode(204);

        find("action", "connector.written")
                .then()
                .body("items[0].before", nullValue())
                .body("items[1].before.version", equalTo(1))
                .body("items[1].after.version", equalTo(2));
        find("action", "app.published")
                .then()
                .body("items[0].before", nullValue())
                .body("items[1].before.version", equalTo(1))
                .body("items[1].after.version", equalTo(2));
        find("action", "app.released")
                .then()
                .body("items[1].before.release.version", equalTo(1))
                .body("items[1].after.release.version", equalTo(2));
        find("action", "app.labelled")
                .then()
                .body("items[0].before.labels", equalTo(Map.of()))
                .body("items[0].after.labels.team", equalTo("claims"));
        find("action", "app.deleted").then().body("items[0].before.version", equalTo(2));
        assertThat(tenant.asOwner().get("/v1/audit?limit=200").asString())
                .doesNotContain("Hush-hush", "Good day", "open sesame", "select name");
    }

    private static String secretOf(Response key) {
        var whole = key.jsonPath().getString("key");
        return whole.substring(whole.lastIndexOf('_') + 1);
    }

    @Test
    void showsWhatChangedFromWhatToWhatAndFromWhere() {
        var provider = Map.of("baseUrl", "https://models.example/v1", "apiKey", "sk-very-secret");
        tenant.asKey().header("User-Agent", "curl/8 (test)").body(provider).put("/v1/providers/cloud");
        tenant.asKey().body(Map.of("baseUrl", "https://models.example/v2")).put("/v1/providers/cloud");

        var events = tenant.asOwner().queryParam("action", "provider.*").get("/v1/audit");

        events.then()
                .body("items", hasSize(2))
                .body("items[0].before", nullValue())
                .body("items[0].after.baseUrl", equalTo("https://models.example/v1"))
                .body("items[0].after.key", equalTo("written"))
                .body("items[0].address", equalTo("127.0.0.1"))
                .body("items[0].userAgent", equalTo("curl/8 (test)"))
                .body("items[1].before.baseUrl", equalTo("https://models.example/v1"))
                .body("items[1].after.baseUrl", equalTo("https://models.example/v2"))
                .body("items[1].after.key", equalTo("kept"));
        assertThat(events.asString()).doesNotContain("very-secret");
    }

    @Test
    void findsByActorActionTargetAndTime() {
        aChange();
        var key = "key:" + tenant.apiKey().substring(4, 12);

        find("actor", key).then().body("items.action", contains("secret.written"));
        find("action", "api-key.created").then().body("items", hasSize(1));
        find("action", "tenant").then().body("items", hasSize(0));
        find("target", "nothing").then().body("items", hasSize(0));
        find("to", "2020-01-01T00:00:00Z").then().body("items", hasSize(0));
        find("from", "2020-01-01T00:00:00Z").then().body("items[0].action", equalTo("tenant.created"));
        find("order", "newest").then().body("items[0].sequence", greaterThan(FRESH + 1));
        find("from", "yesterday").then().statusCode(400).body("errors[0].pointer", equalTo("from"));
        find("order", "sideways").then().statusCode(400);
    }

    @Test
    void pagesFromTheNewestToTheOldest() {
        var first = tenant.asOwner().get("/v1/audit?limit=1&order=newest").then();

        first.body("items[0].sequence", equalTo(FRESH));
        tenant.asOwner()
                .queryParam("cursor", first.extract().<String>path("nextCursor"))
                .get("/v1/audit?limit=1&order=newest")
                .then()
                .body("items[0].sequence", equalTo(FRESH - 1));
    }

    @Test
    void comesAsATableThatNoSpreadsheetTakesForFormulas() {
        tenant.asKey()
                .header("User-Agent", "=cmd|' /C calc'!A0")
                .body(Map.of("value", "x"))
                .put("/v1/secrets/a");

        var table = tenant.asOwner().header("Accept", "text/csv").get("/v1/audit?action=secret.written");

        table.then().statusCode(200).contentType("text/csv");
        var lines = table.asString().split("\r\n");
        assertThat(lines).hasSize(2);
        assertThat(lines[0]).startsWith("sequence,at,actor,action,target,details,before,after,address,userAgent,hash");
        assertThat(lines[1]).contains(",secret.written,a,", "\"{\"\"version\"\":\"\"1\"\"}\"", ",'=cmd|' /C calc'!A0,");
    }

    @Test
    void toLookIsAnEventToo() {
        tenant.asOwner().get("/v1/audit?actor=somebody");
        tenant.asOwner().header("Accept", "text/csv").get("/v1/audit");
        tenant.asOwner().get("/v1/secrets");

        find("order", "newest")
                .then()
                .body("items[0].action", equalTo("secret.listed"))
                .body("items[1].action", equalTo("audit.exported"))
                .body("items[2].action", equalTo("audit.read"))
                .body("items[2].details.actor", equalTo("somebody"));
        check().then().body("holds", equalTo(true));
    }

    private Response find(String name, String value) {
        return tenant.asOwner().queryParam(name, value).get("/v1/audit");
    }

    private void aChange() {
        tenant.asKey().body(Map.of("value", "x")).put("/v1/secrets/crm").then().statusCode(200);
    }

    private Response check(String since) {
        return tenant.asOwner().queryParam("since", since).get("/v1/audit/check");
    }

    private Response check() {
        return tenant.asOwner().get("/v1/audit/check");
    }

    private void force(String sql) {
        var ofTenant = sql + (sql.contains(" where sequence") ? " and" : " where") + " tenant_id = :tenant";
        int changed = asSuperuser(handle -> handle.createUpdate(ofTenant)
                .bind("tenant", tenant.id().value())
                .execute());
        assertThat(changed).isPositive();
    }
}
