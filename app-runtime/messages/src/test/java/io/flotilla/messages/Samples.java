package io.flotilla.messages;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// One of each message, with every field set.
final class Samples {
    static final UUID TENANT = UUID.fromString("0193a000-0000-7000-8000-000000000001");
    static final UUID INVOCATION = UUID.fromString("0193a000-0000-7000-8000-000000000002");
    static final InvocationRef REF = new InvocationRef(TENANT, INVOCATION, 2);
    static final Instant AT = Instant.parse("2026-11-23T15:30:00.123456Z");
    static final Price PRICE = new Price(id(5), "CNY", 800_000_000L, 200_000_000L, 2_000_000_000L, 0);
    static final RunTiming TIMING = new RunTiming(812.5, 640.25, 12.0, 95.75, 3, 2);

    private Samples() {}

    static InvocationRequested requested() {
        return new InvocationRequested(
                REF,
                "complaint-desk",
                7,
                "finance.banking.complaint-reply",
                "production",
                json("{\"apiVersion\":\"flotilla.io/v1\",\"kind\":\"App\"}"),
                json("{\"text\":\"扣了两次费\",\"amount\":12.50}"),
                "key:abcd1234",
                id(3),
                Map.of("main", new ResolvedRoute(List.of(model()))),
                Map.of("crm", connector()),
                AT,
                AT.plusSeconds(120),
                11,
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                List.of(entry()),
                new SpendingLimit(25_000_000L, "CNY"));
    }

    static InvocationRequested requestedByNobodyWaiting() {
        return new InvocationRequested(
                REF,
                "greeter",
                1,
                "general.greeting",
                "production",
                json("{}"),
                json("{}"),
                "user:jo",
                null,
                Map.of(),
                Map.of(),
                AT,
                AT.plusSeconds(120),
                null,
                null,
                List.of(),
                null);
    }

    static UsageRecorded usage() {
        return new UsageRecorded(
                REF,
                call(),
                "finance.banking.complaint-reply",
                "complaint-desk",
                7,
                "production",
                "key:abcd1234",
                id(3),
                "large",
                new Units(1_200L, 200L, 340L, 40L),
                1_520_000L,
                "CNY",
                UsageSource.PROVIDER,
                null,
                640.25,
                AT);
    }

    static UsageRecorded usageOfAFailedCall() {
        return new UsageRecorded(
                REF,
                call(),
                "finance.banking.complaint-reply",
                "complaint-desk",
                7,
                "production",
                "user:jo",
                null,
                "large",
                Units.UNKNOWN,
                null,
                null,
                UsageSource.PROVIDER,
                "model-timeout",
                30_000.0,
                AT);
    }

    static InvocationEvent.StepFinished stepFinished() {
        var problem = new Problem("connector-failed", "the CRM did not answer", true, "customer");
        return new InvocationEvent.StepFinished(REF, AT, AT.minusMillis(40), "tool", entry(), problem);
    }

    static InvocationEvent.InvocationSucceeded succeeded() {
        return new InvocationEvent.InvocationSucceeded(REF, AT, json("{\"reply\":\"尊敬的客户\"}"), TIMING);
    }

    static InvocationEvent.InvocationFailed failed() {
        var timing = new RunTiming(30_000, 30_000, 0, null);
        return new InvocationEvent.InvocationFailed(
                REF, AT, new Problem("model-timeout", "the model did not answer in time", true, "draft"), timing);
    }

    static WorkerHeartbeat heartbeat() {
        return new WorkerHeartbeat("worker-1", AT, AT.plusSeconds(2), 256, List.of(), true, List.of(REF));
    }

    static Call call() {
        return new Call(
                id(4),
                new StepAddress("draft", "2.0"),
                1,
                CallKind.MODEL,
                id(6),
                "qianfan",
                "ernie",
                PRICE,
                AT,
                9_000_000L);
    }

    static JournalEntry entry() {
        return new JournalEntry(StepAddress.of("customer"), StepState.RECOVERED, json("{\"name\":\"unknown\"}"));
    }

    static SealedSecret secret() {
        return new SealedSecret(TENANT, id(9), 3, "1234567890", "d3JhcHBlZA==", "Y2lwaGVy");
    }

    static ControlMessage.ProbeRequested probeOfAProvider() {
        var target = new ProbeTarget.OfProvider("openai", "https://api.example.com/v2", secret());
        return new ControlMessage.ProbeRequested(id(10), TENANT, "worker-1", AT, target);
    }

    static ControlMessage.ProbeRequested probeOfAConnector() {
        var target = new ProbeTarget.OfConnector(connector(), "customerById", json("{\"id\":\"7\"}"));
        return new ControlMessage.ProbeRequested(id(10), TENANT, "worker-1", AT, target);
    }

    static ControlMessage.ProbeAnswered probeAnswered() {
        var check = new ProbeReport.Check("customerById", false, "there is no table of that name");
        var report = new ProbeReport(false, "statement-refused", "one statement is refused", 12.5, List.of(check));
        return new ControlMessage.ProbeAnswered(id(10), report);
    }

    static ResolvedRoute cascade() {
        var small = new RouteChoice.Arm(null, 0, 1);
        return new ResolvedRoute(
                List.of(model(), described()), new RouteChoice.Cascade(small, new RouteChoice.Arm("main", 1, 2), 0.8));
    }

    static ResolvedRoute split() {
        return new ResolvedRoute(
                List.of(model(), described()),
                new RouteChoice.Split(List.of(
                        new RouteChoice.Share(new RouteChoice.Arm(null, 0, 1), 90),
                        new RouteChoice.Share(new RouteChoice.Arm("main", 1, 2), 10))));
    }

    static DeadLetter deadLetter() {
        return new DeadLetter(
                "flotilla.invocations.interactive", 3, 4711, null, "bm90IEpTT04=", "InvocationRequested: empty", AT);
    }

    static JsonNode json(String text) {
        try {
            return Wire.readTree(text.getBytes(UTF_8));
        } catch (UnreadableMessage e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static ResolvedModel model() {
        return new ResolvedModel(
                id(6), "ernie", "qianfan", "openai", "https://api.example.com/v2", "ernie-4.5-turbo", secret(), PRICE);
    }

    private static ResolvedModel described() {
        var price = new Price(id(5), "CNY", 800_000_000L, 200_000_000L, 2_000_000_000L, 4_000_000_000L, 7L, 9L, 0);
        return new ResolvedModel(
                id(7),
                "drawer",
                "qianfan",
                "openai",
                "https://api.example.com/v2",
                "drawer-1",
                null,
                price,
                "image",
                32_768,
                new ModelLimits(60, 100_000L, 8),
                AT);
    }

    private static ResolvedConnector connector() {
        return new ResolvedConnector(
                id(8), "crm-database", 2, json("{\"kind\":\"Connector\"}"), Map.of("crm-password", secret()));
    }

    private static UUID id(int last) {
        return new UUID(TENANT.getMostSignificantBits(), 0x8000000000000000L | last);
    }
}
