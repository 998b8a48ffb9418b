package io.flotilla.engine.chain;

import static io.flotilla.engine.chain.TestStep.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.flotilla.app.check.Block;
import io.flotilla.app.check.CheckedApp;
import io.flotilla.app.check.CheckedStep;
import io.flotilla.app.definition.AppDefinition;
import io.flotilla.app.definition.AppSpec;
import io.flotilla.app.definition.Limits;
import io.flotilla.app.definition.Metadata;
import io.flotilla.app.definition.ModelRoute;
import io.flotilla.app.definition.Money;
import io.flotilla.app.definition.Ordered;
import io.flotilla.app.expression.Scope;
import io.flotilla.engine.connector.Connector;
import io.flotilla.engine.connector.ConnectorOutcome;
import io.flotilla.engine.control.Cancellation;
import io.flotilla.engine.control.Fault;
import io.flotilla.engine.control.FaultCode;
import io.flotilla.engine.model.AnswerCache;
import io.flotilla.engine.model.ChatModel;
import io.flotilla.engine.model.ModelHealth;
import io.flotilla.engine.model.scripted.Script;
import io.flotilla.engine.model.scripted.ScriptedChatModel;
import io.flotilla.engine.step.BoundConnector;
import io.flotilla.engine.step.BoundModel;
import io.flotilla.engine.step.Pricing;
import io.flotilla.engine.step.Route;
import io.flotilla.engine.step.StepAddress;
import io.flotilla.engine.testing.ManualClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One run with all that it needs: a model that echoes, a connector that yields its arguments, ten minutes, and a
/// listener that writes everything down.
final class TestRun {
    final ManualClock clock = new ManualClock();
    final Cancellation cancellation = new Cancellation();
    final TestListener told = new TestListener();
    private final Map<String, Route> models = new HashMap<>();
    private final Map<String, ModelRoute> routes = new HashMap<>();
    private AnswerCache answers = AnswerCache.NONE;
    private final List<JournalStep> journal = new ArrayList<>();
    private final Block root;
    private Connector connector = (operation, arguments, stop) -> new ConnectorOutcome.Answered(arguments);
    private JsonNode inputs = JsonNodeFactory.instance.objectNode();
    private Limits limits = Limits.NONE;
    private @Nullable Pricing pricing;
    private @Nullable Money spending;
    private String invocation = "i-1";

    private TestRun(Block root) {
        this.root = root;
        models(ScriptedChatModel.playing(Script.echoes()));
    }

    static TestRun of(String outputJson, CheckedStep... steps) {
        return new TestRun(TestStep.block(outputJson, steps));
    }

    TestRun inputs(String inputsJson) {
        inputs = json(inputsJson);
        return this;
    }

    /// The models of the alias `main`, called `m0`, `m1`, ...
    TestRun models(ChatModel... route) {
        return route("main", route);
    }

    /// One model for `main` that plays these scripts.
    TestRun playing(Script first, Script... more) {
        return models(ScriptedChatModel.playing(first, more));
    }

    TestRun route(String alias, ChatModel... route) {
        var bound = new ArrayList<BoundModel>();
        for (int i = 0; i < route.length; i++) bound.add(new BoundModel("m" + i, "p", route[i], ModelHealth.UNWATCHED, pricing));
        models.put(alias, Route.of(bound));
        return this;
    }

    TestRun bound(String alias, BoundModel... route) {
        models.put(alias, Route.of(List.of(route)));
        return this;
    }

    TestRun route(String alias, Route route) {
        models.put(alias, route);
        return this;
    }

    /// What the app says of an alias.
    TestRun says(String alias, ModelRoute route) {
        routes.put(alias, route);
        return this;
    }

    TestRun answers(AnswerCache its) {
        answers = its;
        return this;
    }

    TestRun invocation(String id) {
        invocation = id;
        return this;
    }

    TestRun connector(Connector its) {
        connector = its;
        return this;
    }

    /// What the models cost that are given after this.
    TestRun pricing(@Nullable Pricing its) {
        pricing = its;
        return this;
    }

    TestRun costLimit(Money cost) {
        limits = new Limits(null, null, null, cost);
        return this;
    }

    /// What is set aside for the run.
    TestRun spending(Money its) {
        spending = its;
        return this;
    }

    TestRun limits(@Nullable Integer modelCalls, @Nullable Long tokens) {
        limits = new Limits(null, modelCalls, tokens, null);
        return this;
    }

    TestRun journal(String step, String iteration, StepState state, String outputJson) {
        journal.add(new JournalStep(new StepAddress(step, iteration), state, json(outputJson)));
        return this;
    }

    RunResult run() {
        return new ChainRunner(clock, RunDefaults.STANDARD, () -> 0L, answers).run(request(), told);
    }

    /// The output of a run that must succeed, as JSON.
    String output() {
        return output(run());
    }

    static String output(RunResult result) {
        assertThat(result).isInstanceOf(RunResult.Succeeded.class);
        return ((RunResult.Succeeded) result).output().toString();
    }

    CompletableFuture<RunResult> start() {
        return CompletableFuture.supplyAsync(this::run, Thread::startVirtualThread)
                .orTimeout(20, TimeUnit.SECONDS);
    }

    void stop() {
        cancellation.cancel(new Fault(FaultCode.CANCELLED, "somebody stopped it"));
    }

    private RunRequest request() {
        var none = Ordered.<String>copyOf(Map.of());
        var spec = new AppSpec(
                "general.test.sample", json("{}"), Ordered.copyOf(routes), none, List.of(), json("null"), limits);
        var definition = new AppDefinition(new Metadata("sample", null, null), spec);
        return new RunRequest(
                new CheckedApp(definition, "0", root, values -> List.of()),
                inputs,
                new Scope.Invocation(invocation, ManualClock.START, "key:test"),
                models,
                Map.of("crm", new BoundConnector("crm-database", connector)),
                journal,
                (at, number) -> UUID.nameUUIDFromBytes("%s %d".formatted(at, number).getBytes(StandardCharsets.UTF_8)),
                "t/sample/1",
                ManualClock.START.plus(Duration.ofMinutes(10)),
                spending,
                cancellation);
    }
}
