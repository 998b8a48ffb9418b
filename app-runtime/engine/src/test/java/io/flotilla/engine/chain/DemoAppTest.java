package io.flotilla.engine.chain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.flotilla.app.AppChecker;
import io.flotilla.app.AppReader;
import io.flotilla.app.ConnectorReader;
import io.flotilla.app.Reading;
import io.flotilla.app.check.Check;
import io.flotilla.app.check.CheckedApp;
import io.flotilla.app.connector.ConnectorDefinition;
import io.flotilla.app.connector.SqlConnector;
import io.flotilla.app.definition.AppDefinition;
import io.flotilla.app.expression.Scope;
import io.flotilla.engine.address.AddressPolicy;
import io.flotilla.engine.address.GuardedLookup;
import io.flotilla.engine.address.HostLookup;
import io.flotilla.engine.connector.sql.SqlConnectors;
import io.flotilla.engine.control.Cancellation;
import io.flotilla.engine.control.SystemRunClock;
import io.flotilla.engine.model.AnswerCache;
import io.flotilla.engine.model.scripted.Script;
import io.flotilla.engine.model.scripted.ScriptedChatModel;
import io.flotilla.engine.step.BoundConnector;
import io.flotilla.engine.step.BoundModel;
import io.flotilla.engine.step.Route;
import io.flotilla.engine.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The demo app as its document says it: the real language, the real statements on a real database, a scripted model.
class DemoAppTest {
    private static final Path DEMO =
            Path.of(System.getProperty("flotilla.root"), "deploy/local/src/main/resources/demo");
    private static final String READER = "demo_bank_reader";

    private static SystemRunClock clock;
    private static SqlConnectors connectors;
    private static ConnectorDefinition bank;
    private static CheckedApp app;

    private final TestListener told = new TestListener();
    private final ScriptedChatModel model = ScriptedChatModel.playing(
            Script.says("```json\n{\"label\": \"card-charge\"}\n```"),
            Script.says("We have blocked ", "the card [CARD-1]."));

    @BeforeAll
    static void prepare() throws IOException {
        var databases = TestDatabase.get().databases();
        databases.prepare("demo_bank", "demo_bank_owner");
        databases.role(READER);
        databases.execute("demo_bank", Files.readString(DEMO.resolve("bank.sql")));
        databases.execute(
                "demo_bank",
                "grant connect on database demo_bank to %1$s; grant select on all tables in schema public to %1$s"
                        .formatted(READER));
        clock = new SystemRunClock(Clock.systemUTC());
        var hosts = new GuardedLookup(AddressPolicy.alsoAllowing(List.of("127.0.0.1")), HostLookup.SYSTEM);
        connectors = new SqlConnectors(hosts, clock);
        bank = connector(Files.readString(DEMO.resolve("customers.connector.yaml"))
                .replace(
                        "jdbc:postgresql://127.0.0.1:5432/demo_bank",
                        TestDatabase.get().url("demo_bank")));
        app = app(Files.readString(DEMO.resolve("complaint-desk.yaml")));
    }

    @AfterAll
    static void close() {
        connectors.close();
        clock.close();
    }

    @Test
    void answersAComplaintInEnglishWithTheCustomersRecord() throws IOException {
        var output = output(inputs("C-2001"));

        assertThat(output.path("label").asText()).isEqualTo("card-charge");
        assertThat(output.path("language").asText()).isEqualTo("en");
        assertThat(output.path("customer").asText()).isEqualTo("Amelia Hart");
        assertThat(output.path("policy").isArray()).isTrue();
        assertThat(output.path("reply").asText())
                .contains("Dear Ms Hart", "Nordlicht Outdoor", "412.35", "We have blocked the card [CARD-1].");
        assertThat(model.requests().get(1).messages().getLast().content()).contains("[CARD-1]", "Nordlicht");
        assertThat(told.lines("delta"))
                .containsExactly("delta draft: We have blocked ", "delta draft: the card [CARD-1].");
        assertThat(told.lines("ended")).allMatch(line -> line.endsWith(" ok"));
    }

    @Test
    void answersAComplaintInChinese() throws IOException {
        var output = output(inputs("C-1001"));

        assertThat(output.path("language").asText()).isEqualTo("zh");
        assertThat(output.path("reply").asText()).contains("尊敬的李梅女士", "云帆数码商城", "2,680.00");
    }

    private JsonNode output(JsonNode inputs) {
        var secrets = Map.of("demo-bank-password", TestDatabase.get().password(READER));
        var connector = connectors.open("demo", (SqlConnector) bank.spec(), secrets);
        var now = clock.now();
        var request = new RunRequest(
                app,
                inputs,
                new Scope.Invocation("i-1", now, "key:test"),
                Map.of("main", Route.of(List.of(new BoundModel("builtin-reader", "sandbox", model)))),
                Map.of("bank", new BoundConnector("bank-database", connector)),
                List.of(),
                (at, number) ->
                        UUID.nameUUIDFromBytes("%s %d".formatted(at, number).getBytes(StandardCharsets.UTF_8)),
                "demo",
                now.plus(Duration.ofMinutes(1)),
                null,
                new Cancellation());
        var result = new ChainRunner(clock, RunDefaults.STANDARD, () -> 0L, AnswerCache.NONE).run(request, told);
        assertThat(result).as(told.lines().toString()).isInstanceOf(RunResult.Succeeded.class);
        return ((RunResult.Succeeded) result).output();
    }

    /// The first sample input of this customer.
    private static JsonNode inputs(String customer) throws IOException {
        for (JsonNode each :
                new JsonMapper().readTree(DEMO.resolve("inputs.json").toFile())) {
            if (each.path("customer").asText().equals(customer)) return each;
        }
        throw new IllegalArgumentException(customer);
    }

    private static ConnectorDefinition connector(String document) {
        var reading = ConnectorReader.read(document.getBytes(StandardCharsets.UTF_8), "bank.yaml");
        assertThat(reading).isInstanceOf(Reading.Read.class);
        return ((Reading.Read<ConnectorDefinition>) reading).definition();
    }

    private static CheckedApp app(String document) {
        var reading = AppReader.read(document.getBytes(StandardCharsets.UTF_8), "app.yaml");
        assertThat(reading).isInstanceOf(Reading.Read.class);
        var read = (Reading.Read<AppDefinition>) reading;
        var check = AppChecker.check(read.definition(), read.places(), name -> Optional.of(bank));
        assertThat(check).isInstanceOf(Check.Passed.class);
        return ((Check.Passed) check).app();
    }
}
