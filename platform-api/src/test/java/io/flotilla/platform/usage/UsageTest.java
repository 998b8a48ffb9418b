package io.flotilla.platform.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.flotilla.messages.DeadLetter;
import io.flotilla.messages.InvocationRef;
import io.flotilla.messages.Units;
import io.flotilla.messages.Wire;
import io.flotilla.platform.testing.PlatformTest;
import io.flotilla.platform.testing.SampleUsage;
import io.flotilla.platform.testing.TestQueue;
import io.flotilla.platform.testing.TestTenant;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@PlatformTest
class UsageTest {
    private static final String DAY = "from=2026-11-20T00:00:00Z&to=2026-11-21T00:00:00Z";
    private static TestQueue queue;

    @BeforeAll
    static void open() {
        queue = new TestQueue();
    }

    @AfterAll
    static void close() {
        queue.close();
    }

    @Test
    void countsACallOnceHoweverOftenItIsTold() {
        var tenant = TestTenant.create();
        var call = SampleUsage.call(tenant).event();

        for (int i = 0; i < 5; i++) queue.tell(call);
        queue.tell(SampleUsage.call(tenant).event());

        var usage = awaitCalls(tenant, "", 2);
        assertThat(usage.getLong("total.inputTokens")).isEqualTo(200);
        assertThat(usage.getLong("total.cost.nano")).isEqualTo(280_000);
        var events = get(tenant, "/v1/usage/events?" + DAY);
        assertThat(events.getList("items.id")).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void groupsByScenarioAndModelExactly() {
        var tenant = TestTenant.create();
        var call = SampleUsage.call(tenant);
        queue.tell(call.event());
        queue.tell(call.number(2).model("small-chat").cost(1_000L, "CNY").event());
        queue.tell(call.number(3).scenario("finance.insurance.claim-triage").event());
        queue.tell(call.number(4)
                .scenario("finance.insurance.claim-triage")
                .failed("model-timeout")
                .event());
        queue.tell(call.number(5).connector("customerById").event());

        var usage = awaitCalls(tenant, "&groupBy=scenario,model", 4);

        assertThat(usage.getList("rows")).hasSize(3);
        assertThat(usage.getString("rows[0].group.scenario")).isEqualTo("finance.banking.complaint-reply");
        assertThat(usage.getString("names.'finance.banking.complaint-reply'.zh"))
                .isEqualTo("投诉答复函起草");
        assertThat(usage.getString("rows[0].group.model")).isEqualTo("large-chat");
        assertThat(usage.getInt("rows[0].calls")).isEqualTo(1);
        assertThat(usage.getString("rows[1].group.model")).isEqualTo("small-chat");
        assertThat(usage.getLong("rows[1].cost.nano")).isEqualTo(1_000);
        assertThat(usage.getInt("rows[2].calls")).isEqualTo(2);
        assertThat(usage.getInt("rows[2].errors")).isEqualTo(1);
        assertThat(usage.getInt("rows[2].unpricedCalls")).isEqualTo(1);
        assertThat(usage.getLong("rows[2].inputTokens")).isEqualTo(100);
        assertThat(get(tenant, "/v1/usage?" + DAY + "&groupBy=kind").getList("rows.group.kind"))
                .containsExactly("connector", "model");
        assertThat(get(tenant, "/v1/usage?" + DAY + "&groupBy=industry,tenant")
                        .<Map<String, String>>getList("rows.group"))
                .containsExactly(Map.of("industry", "finance", "tenant", tenant.name()));
    }

    @Test
    void answersTheSameFromSumsAndFromTheLedger() {
        var tenant = TestTenant.create();
        var call = SampleUsage.call(tenant);
        queue.tell(call.number(1).at("2026-11-20T09:59:59.999Z").event());
        queue.tell(call.number(2).at("2026-11-20T10:00:00Z").event());
        queue.tell(call.number(3).at("2026-11-20T11:30:00Z").event());
        queue.tell(call.number(4).at("2026-11-20T12:00:00Z").event());
        awaitCalls(tenant, "", 4);

        var ragged = "/v1/usage?from=2026-11-20T09:59:00Z&to=2026-11-20T11:30:00.001Z&window=hour";
        var hours = get(tenant, ragged);
        assertThat(hours.getList("rows.calls")).containsExactly(1, 1, 1);
        assertThat(hours.getList("rows.start"))
                .containsExactly("2026-11-20T09:59:00Z", "2026-11-20T10:00:00Z", "2026-11-20T11:00:00Z");
        assertThat(get(tenant, ragged + "&zone=Asia/Kolkata").getInt("total.calls"))
                .isEqualTo(3);
        assertThat(get(tenant, "/v1/usage?from=2026-11-20T10:00:00Z&to=2026-11-20T10:30:00Z")
                        .getInt("total.calls"))
                .isEqualTo(1);
        assertThat(get(tenant, "/v1/usage?from=2026-11-20T10:00:00Z&to=2026-11-20T12:00:00Z")
                        .getInt("total.calls"))
                .isEqualTo(2);
    }

    @Test
    void keepsCurrenciesApartAndUnknownCostsUnknown() {
        var tenant = TestTenant.create();
        var call = SampleUsage.call(tenant);
        queue.tell(call.number(1).event());
        queue.tell(call.number(2).cost(7L, "USD").event());
        queue.tell(call.number(3).cost(null, null).event());

        var usage = awaitCalls(tenant, "", 3);

        assertThat(usage.<Object>get("total.cost")).isNull();
        assertThat(usage.getList("total.costs.currency")).containsExactly("CNY", "USD");
        assertThat(usage.getInt("total.unpricedCalls")).isEqualTo(1);
    }

    @Test
    void seesNothingOfAnotherTenant() {
        var tenant = TestTenant.create();
        var rival = TestTenant.create();
        queue.tell(SampleUsage.call(tenant).event());
        awaitCalls(tenant, "", 1);

        assertThat(get(rival, "/v1/usage?" + DAY).getInt("total.calls")).isZero();
        assertThat(get(rival, "/v1/usage/events?" + DAY).getList("items")).isEmpty();
    }

    @Test
    void putsAwayWhatItCannotReadAndGoesOn() {
        var tenant = TestTenant.create();
        var call = SampleUsage.call(tenant);
        var key = TestQueue.key(tenant.id().value());
        var garbage = "{\"not\": \"usage\", \"marker\": \"%s\"}".formatted(UUID.randomUUID());

        queue.send(TestQueue.topics().usage(), key, garbage.getBytes(StandardCharsets.UTF_8));
        queue.tell(call.number(1).cost(5L, null).event());
        queue.tell(call.number(2).event());

        awaitCalls(tenant, "", 1);
        TestQueue.records(TestQueue.topics().deadLetters(), record -> isLetterOf(record.value(), garbage));
    }

    @Test
    void readsTheLedgerPageByPage() {
        var tenant = TestTenant.create();
        var ref = new InvocationRef(tenant.id().value(), UUID.randomUUID(), 1);
        for (int i = 1; i <= 5; i++)
            queue.tell(SampleUsage.call(tenant).of(ref).number(i).event());
        awaitCalls(tenant, "", 5);

        var first = get(tenant, "/v1/usage/events?limit=3&" + DAY);
        var second = get(tenant, "/v1/usage/events?limit=3&" + DAY + "&cursor=" + first.getString("nextCursor"));

        assertThat(first.getList("items.id")).hasSize(3).doesNotContainAnyElementsOf(second.getList("items.id"));
        assertThat(second.getList("items.id")).hasSize(2);
        assertThat(second.getString("nextCursor")).isNull();
    }

    @Test
    void writesATableOnDemand() {
        var tenant = TestTenant.create();
        var units = new Units(100L, 10L, 20L, null, 3L, 4_500L);
        queue.tell(SampleUsage.call(tenant).scenario("=cmd.a.b").units(units).event());
        awaitCalls(tenant, "", 1);

        var table = tenant.asKey()
                .accept("text/csv")
                .get("/v1/usage?" + DAY + "&groupBy=scenario")
                .asString();

        assertThat(table.lines())
                .containsExactly(
                        "start,scenario,calls,errors,inputTokens,cachedInputTokens,outputTokens,reasoningTokens,images,audioMillis,"
                                + "costNano,currency,unpricedCalls",
                        "2026-11-20T00:00:00Z,'=cmd.a.b,1,0,100,10,20,,3,4500,140000,CNY,0");
    }

    @Test
    void refusesWhatItDoesNotUnderstand() {
        var tenant = TestTenant.create();

        for (var query :
                new String[] {"groupBy=colour", "window=week", "from=yesterday", "scenarios=x", "zone=Mars/One"}) {
            tenant.asKey().get("/v1/usage?" + query).then().statusCode(400).body("code", equalTo("invalid-input"));
        }
    }

    private static boolean isLetterOf(byte[] value, String content) {
        try {
            var letter = Wire.read(value, DeadLetter.class);
            return java.util.Base64.getEncoder()
                    .encodeToString(content.getBytes(StandardCharsets.UTF_8))
                    .equals(letter.value());
        } catch (Exception e) {
            return false;
        }
    }

    private static JsonPath awaitCalls(TestTenant tenant, String more, int calls) {
        return await().atMost(Duration.ofSeconds(20))
                .until(() -> get(tenant, "/v1/usage?" + DAY + more), usage -> usage.getInt("total.calls") >= calls);
    }

    private static JsonPath get(TestTenant tenant, String address) {
        return tenant.asKey().get(address).then().statusCode(200).extract().jsonPath();
    }
}
