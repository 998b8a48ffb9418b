package io.flotilla.platform.usage;

import static io.flotilla.platform.testing.Catalogue.asSuperuser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.flotilla.messages.InvocationRef;
import io.flotilla.messages.UsageRecorded;
import io.flotilla.platform.testing.PlatformTest;
import io.flotilla.platform.testing.SampleUsage;
import io.flotilla.platform.testing.SignInServer;
import io.flotilla.platform.testing.TestQueue;
import io.flotilla.platform.testing.TestTenant;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is made of the ledger besides sums.
@PlatformTest
class UsageReportTest {
    private static final String DAY = "from=2026-11-20T00:00:00Z&to=2026-11-21T00:00:00Z";
    private static TestQueue queue;
    private TestTenant tenant;

    @BeforeAll
    static void open() {
        queue = new TestQueue();
    }

    @AfterAll
    static void close() {
        queue.close();
    }

    @BeforeEach
    void aTenant() {
        tenant = TestTenant.create();
    }

    @Test
    void comparesWithTheMonthsBeforeWholeMonthsAndWithTheDaysBeforeWholeDays() {
        var call = SampleUsage.call(tenant);
        tell(
                call.number(1).at("2026-10-31T23:00:00Z"),
                call.number(2),
                call.number(3),
                call.number(4).at("2026-11-19T08:00:00Z"));
        awaitCalls("from=2026-10-01T00:00:00Z&to=2026-12-01T00:00:00Z", 4);

        get("from=2026-11-01T00:00:00Z&to=2026-12-01T00:00:00Z&compare=previous&groupBy=model")
                .body("total.calls", equalTo(3))
                .body("previous.from", equalTo("2026-10-01T00:00:00Z"))
                .body("previous.to", equalTo("2026-11-01T00:00:00Z"))
                .body("previous.rows", hasSize(1))
                .body("previous.total.calls", equalTo(1));
        get(DAY + "&compare=previous")
                .body("total.calls", equalTo(2))
                .body("previous.from", equalTo("2026-11-19T00:00:00Z"))
                .body("previous.total.calls", equalTo(1));
        get("from=2026-11-20T10:00:00Z&to=2026-11-20T10:30:00Z&compare=previous")
                .body("previous.from", equalTo("2026-11-20T09:30:00Z"));
        get(DAY).body("previous", nullValue());
    }

    @ParameterizedTest
    @CsvSource({
        "industry, finance", "domain, finance.banking", "scenario, finance.banking.complaint-reply",
                "app, complaint-desk",
        "version, 1", "model, large-chat", "provider, sandbox", "key, 0193a000-0000-7000-8000-00000000000a",
        "member, jo", "route, small", "environment, staging", "kind, model",
    })
    void groupsAndFiltersSumsAndLedgerByEachDimension(String dimension, String value) {
        var of = SampleUsage.call(tenant).event();
        queue.tell(new UsageRecorded(
                of.ref(),
                of.call(),
                of.scenario(),
                of.app(),
                of.version(),
                "staging",
                "user:jo",
                UUID.fromString("0193a000-0000-7000-8000-00000000000a"),
                "small",
                of.units(),
                of.costNano(),
                of.currency(),
                of.source(),
                of.errorCode(),
                of.durationMillis(),
                of.at()));
        awaitCalls(DAY, 1);

        get(DAY + "&groupBy=" + dimension).body("rows.group." + dimension, equalTo(List.of(value)));
        get("%s&%s=other,%s".formatted(DAY, dimension, value)).body("total.calls", equalTo(1));
        get("%s&%s=other".formatted(DAY, dimension)).body("total.calls", equalTo(0));
        var ledger = "/v1/usage/events?%s&%s=".formatted(DAY, dimension);
        tenant.asKey()
                .get(ledger + value)
                .then()
                .body(
                        "items.invocation",
                        equalTo(List.of(of.ref().invocationId().toString())));
        tenant.asKey().get(ledger + "other").then().body("items", hasSize(0));
    }

    @Test
    void beginsDaysAndMonthsInTheTenantsTimeZone() {
        tenant.asOwner()
                .body(Map.of(
                        "timeZone",
                        "Asia/Shanghai",
                        "languages",
                        List.of("en"),
                        "retentionDays",
                        30,
                        "payloadCapture",
                        "full"))
                .put("/v1/settings")
                .then()
                .statusCode(200);
        var call = SampleUsage.call(tenant);
        tell(
                call.number(1).at("2026-10-31T15:59:59Z"),
                call.number(2).at("2026-10-31T16:00:00Z"),
                call.number(3).at("2026-11-20T15:59:59Z"),
                call.number(4).at("2026-11-20T16:00:00Z"));
        var months = "from=2026-09-30T16:00:00Z&to=2026-11-30T16:00:00Z";
        awaitCalls(months, 4);

        get(months + "&window=month")
                .body("rows.start", equalTo(List.of("2026-09-30T16:00:00Z", "2026-10-31T16:00:00Z")))
                .body("rows.calls", equalTo(List.of(1, 3)));
        get("from=2026-11-19T16:00:00Z&to=2026-11-21T16:00:00Z&window=day")
                .body("rows.start", equalTo(List.of("2026-11-19T16:00:00Z", "2026-11-20T16:00:00Z")))
                .body("rows.calls", equalTo(List.of(1, 1)));
        get(months + "&window=month&zone=UTC").body("rows.calls", equalTo(List.of(2, 2)));
    }

    @Test
    void writesOneJsonObjectALine() {
        tell(SampleUsage.call(tenant), SampleUsage.call(tenant).number(2).model("small-chat"));
        awaitCalls(DAY, 2);

        var lines = tenant.asKey()
                .accept("application/jsonl")
                .get("/v1/usage?" + DAY + "&groupBy=model")
                .asString()
                .lines()
                .toList();

        assertThat(lines).hasSize(2).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
        assertThat(lines.getFirst()).contains("\"model\":\"large-chat\"", "\"nano\":140000");
    }

    @Test
    void groupsAndFiltersByMember() {
        var email = "builder-" + UUID.randomUUID() + "@example.org";
        var subject = "builder-" + UUID.randomUUID();
        tenant.asOwner()
                .body(Map.of("email", email, "role", "builder"))
                .post("/v1/invitations")
                .then()
                .statusCode(201);
        TestTenant.as(SignInServer.token(subject, email)).get("/v1/me").then().statusCode(200);
        var call = SampleUsage.call(tenant);
        queue.tell(by(call.event(), "user:" + subject, "large"));
        queue.tell(by(call.number(2).event(), "user:gone", "large"));
        queue.tell(call.number(3).event());
        awaitCalls(DAY, 3);

        get(DAY + "&groupBy=member").body("rows.group.member", equalTo(Arrays.asList(email, "gone", null)));
        get(DAY + "&member=" + email).body("total.calls", equalTo(1));
        tenant.asKey()
                .get("/v1/usage/events?" + DAY + "&member=" + email)
                .then()
                .body("items.caller", equalTo(List.of("user:" + subject)));
    }

    @Test
    void saysWhatSmallModelsAndTheCacheSaved() {
        var call = SampleUsage.call(tenant);
        var escalated = new InvocationRef(tenant.id().value(), UUID.randomUUID(), 1);
        var other = new InvocationRef(tenant.id().value(), UUID.randomUUID(), 1);
        var cached = new InvocationRef(tenant.id().value(), UUID.randomUUID(), 1);
        queue.tell(by(call.of(escalated).number(1).cost(10L, "CNY").event(), "key:a", "small"));
        queue.tell(by(call.of(escalated).number(2).cost(1_000L, "CNY").event(), "key:a", "large"));
        queue.tell(by(call.of(other).cost(10L, "CNY").event(), "key:a", "small"));
        queue.tell(by(call.of(cached).cost(0L, "CNY").event(), "key:a", "cache"));
        awaitCalls(DAY, 4);

        tenant.asKey()
                .get("/v1/usage/savings?" + DAY)
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].answers", equalTo(3))
                .body("items[0].bySmall", equalTo(1))
                .body("items[0].byCache", equalTo(1))
                .body("items[0].escalated", equalTo(1))
                .body("items[0].paid.nano", equalTo(1_020))
                .body("items[0].largeOnly.nano", equalTo(3_000))
                .body("items[0].saved.nano", equalTo(1_980));
    }

    @Test
    void aDayThatIsWrongIsComparedFirstAndThenMadeAnew() {
        tell(SampleUsage.call(tenant), SampleUsage.call(tenant).number(2).model("small-chat"));
        awaitCalls(DAY, 2);
        asSuperuser(handle -> handle.createUpdate(
                        "update usage_hour set calls = 7 where tenant_id = :tenant and model = 'small-chat'")
                .bind("tenant", tenant.id().value())
                .execute());
        get(DAY).body("total.calls", equalTo(8));

        var check =
                tenant.asKey().post("/v1/usage/rebuild?day=2026-11-20&check").jsonPath();
        assertThat(check.getBoolean("replaced")).isFalse();
        assertThat(check.getList("differences", String.class))
                .hasSize(2)
                .anyMatch(each ->
                        each.startsWith("the ledger has") && each.contains("small-chat") && each.contains("1 calls"))
                .anyMatch(each -> each.startsWith("the sums have") && each.contains("7 calls"));
        get(DAY).body("total.calls", equalTo(8));

        assertThat(tenant.asKey()
                        .post("/v1/usage/rebuild?day=2026-11-20")
                        .jsonPath()
                        .getBoolean("replaced"))
                .isTrue();
        get(DAY).body("total.calls", equalTo(2));
        var again = tenant.asKey().post("/v1/usage/rebuild?day=2026-11-20").jsonPath();
        assertThat(again.getBoolean("replaced")).isFalse();
        assertThat(again.getList("differences")).isEmpty();
    }

    @Test
    void operatorsSeeAllTenantsAndHowThePlatformGrows() {
        var now = Instant.now().minus(Duration.ofMinutes(5));
        var scenario = "custom.growth.s" + UUID.randomUUID().toString().substring(0, 8);
        var rival = TestTenant.create();
        tell(SampleUsage.call(tenant).scenario(scenario).at(now.toString()));
        tell(SampleUsage.call(rival).scenario(scenario).at(now.toString()));
        var span = "from=%s&to=%s&scenario=%s".formatted(now.minusSeconds(5), now.plusSeconds(5), scenario);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> TestTenant.asOperator()
                        .get("/v1/platform/usage?groupBy=tenant&" + span)
                        .then()
                        .statusCode(200)
                        .body("total.calls", equalTo(2))
                        .body("rows.group.tenant.toSet()", equalTo(Set.of(tenant.name(), rival.name()))));

        TestTenant.asOperator()
                .accept("text/csv")
                .get("/v1/platform/usage?groupBy=scenario&" + span)
                .then()
                .statusCode(200)
                .body(containsString("," + scenario + ",2,0,"));
        TestTenant.asOperator()
                .accept("application/jsonl")
                .get("/v1/platform/usage?groupBy=scenario&" + span)
                .then()
                .statusCode(200)
                .body(containsString("\"calls\":2"));
        TestTenant.asOperator()
                .get("/v1/platform/usage?compare=previous&" + span)
                .then()
                .body("previous.total.calls", equalTo(0));

        var activity = TestTenant.asOperator()
                .get("/v1/platform/activity?months=2&top=100")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(activity.getList("months.month"))
                .contains(YearMonth.from(now.atOffset(ZoneOffset.UTC)).toString());
        assertThat(activity.getInt("months[1].activeTenants")).isGreaterThanOrEqualTo(2);
        assertThat(activity.getString("months.topScenarios.name")).contains(scenario);
        assertThat(activity.getString("months.topTenants.name")).contains(tenant.name());

        tenant.asOwner().get("/v1/platform/usage").then().statusCode(403);
        tenant.asOwner().get("/v1/platform/activity").then().statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/usage?compare=last-year",
                "/v1/usage/savings?groupBy=app",
                "/v1/usage/savings?from=yesterday",
            })
    void refusesWhatItDoesNotUnderstand(String address) {
        tenant.asKey().get(address).then().statusCode(400).body("code", equalTo("invalid-input"));
    }

    @Test
    void refusesToRebuildWhatIsNoDay() {
        tenant.asKey().post("/v1/usage/rebuild").then().statusCode(400);
        tenant.asKey().post("/v1/usage/rebuild?day=2026-02-30").then().statusCode(400);
        tenant.asKeyWith("usage:read")
                .post("/v1/usage/rebuild?day=2026-11-20")
                .then()
                .statusCode(403);
        TestTenant.asOperator().get("/v1/platform/usage?groupBy=member").then().statusCode(400);
        TestTenant.asOperator().get("/v1/platform/activity?months=99").then().statusCode(400);
    }

    private static void tell(SampleUsage... calls) {
        for (var each : calls) queue.tell(each.event());
    }

    private static UsageRecorded by(UsageRecorded of, String caller, String route) {
        return new UsageRecorded(
                of.ref(),
                of.call(),
                of.scenario(),
                of.app(),
                of.version(),
                of.environment(),
                caller,
                of.apiKeyId(),
                route,
                of.units(),
                of.costNano(),
                of.currency(),
                of.source(),
                of.errorCode(),
                of.durationMillis(),
                of.at());
    }

    private void awaitCalls(String span, int calls) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> get(span).body("total.calls", equalTo(calls)));
    }

    private ValidatableResponse get(String query) {
        return tenant.asKey().get("/v1/usage?" + query).then().statusCode(200);
    }
}
