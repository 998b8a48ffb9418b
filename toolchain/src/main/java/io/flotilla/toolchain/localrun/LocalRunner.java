package io.flotilla.toolchain.localrun;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.app.check.CheckedApp;
import io.flotilla.app.connector.ConnectorDefinition;
import io.flotilla.app.connector.HttpConnector;
import io.flotilla.app.connector.SqlConnector;
import io.flotilla.app.definition.ModelRoute;
import io.flotilla.app.definition.Money;
import io.flotilla.app.expression.Scope;
import io.flotilla.engine.address.AddressPolicy;
import io.flotilla.engine.address.GuardedLookup;
import io.flotilla.engine.address.HostLookup;
import io.flotilla.engine.chain.ChainRunner;
import io.flotilla.engine.chain.RunDefaults;
import io.flotilla.engine.chain.RunListener;
import io.flotilla.engine.chain.RunRequest;
import io.flotilla.engine.chain.RunResult;
import io.flotilla.engine.connector.http.HttpConnectors;
import io.flotilla.engine.connector.sql.SqlConnectors;
import io.flotilla.engine.control.Cancellation;
import io.flotilla.engine.control.SystemRunClock;
import io.flotilla.engine.model.AnswerCache;
import io.flotilla.engine.model.http.Endpoint;
import io.flotilla.engine.model.http.HttpChatModels;
import io.flotilla.engine.model.http.ModelLimits;
import io.flotilla.engine.model.openai.OpenAi;
import io.flotilla.engine.step.BoundConnector;
import io.flotilla.engine.model.ModelHealth;
import io.flotilla.engine.model.TokenUsage;
import io.flotilla.engine.step.BoundModel;
import io.flotilla.engine.step.Pricing;
import io.flotilla.engine.step.Route;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Runs checked apps here. What its user may reach from this machine, their apps may too: no address is guarded.
public final class LocalRunner implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(120);

    private final Clock clock;
    private final SystemRunClock runClock;
    private final HttpChatModels models;
    private final HttpConnectors http;
    private final SqlConnectors sql;
    private final ChainRunner chains;

    public LocalRunner(Clock clock) {
        this.clock = clock;
        this.runClock = new SystemRunClock(clock);
        var hosts = new GuardedLookup(
                AddressPolicy.alsoAllowing(List.of("0.0.0.0/0", "::/0")), HostLookup.SYSTEM);
        this.models = new HttpChatModels(hosts, ModelLimits.DEFAULT, runClock);
        this.http = new HttpConnectors(hosts, runClock);
        this.sql = new SqlConnectors(hosts, runClock);
        this.chains = new ChainRunner(runClock, RunDefaults.STANDARD, new Random(), AnswerCache.NONE);
    }

    /// Runs an app once.
    ///
    /// @param connectors definitions by the name the app knows them by
    /// @param secrets    values by name
    public RunResult run(
            CheckedApp app,
            JsonNode inputs,
            LocalModel model,
            Map<String, ConnectorDefinition> connectors,
            Map<String, String> secrets,
            RunListener listener) {
        var spec = app.definition().spec();
        var routes = new HashMap<String, Route>();
        spec.models().forEach((alias, route) ->
                routes.put(alias, bound(route, spec.arms(route), model, spec.limits().cost())));
        var bound = new HashMap<String, BoundConnector>();
        spec.connectors().forEach((alias, name) -> {
            var definition = connectors.get(name);
            if (definition != null) bound.put(alias, bound(definition, secrets));
        });
        var now = clock.instant();
        var deadline = spec.limits().deadline();
        try (var cancellation = new Cancellation()) {
            return chains.run(
                    new RunRequest(
                            app,
                            inputs,
                            new Scope.Invocation(UUID.randomUUID().toString(), now, "local"),
                            routes,
                            bound,
                            List.of(),
                            (at, number) -> UUID.randomUUID(),
                            "local",
                            now.plus(deadline == null ? DEADLINE : deadline),
                            null,
                            cancellation),
                    listener);
        }
    }

    @Override
    public void close() {
        models.close();
        http.close();
        sql.close();
        runClock.close();
    }

    private Route bound(
            ModelRoute route, List<ModelRoute.Arm> arms, LocalModel model, @Nullable Money costLimit) {
        var bound = new ArrayList<Route.Arm>();
        int first = 0;
        for (var arm : arms) {
            bound.add(new Route.Arm(
                    arm.alias(),
                    first,
                    arm.models().stream().map(name -> bound(name, model, costLimit)).toList()));
            first += arm.models().size();
        }
        return switch (route) {
            case ModelRoute.Use _ -> new Route.Plain(bound.getFirst());
            case ModelRoute.Cascade cascade ->
                new Route.Cascade(bound.getFirst(), bound.getLast(), cascade.threshold());
            case ModelRoute.Split split -> {
                var percents = split.shares().values().iterator();
                yield new Route.Split(bound.stream()
                        .map(arm -> new Route.Share(arm, percents.next()))
                        .toList());
            }
        };
    }

    /// @param model may stand in for all of them
    private BoundModel bound(String name, LocalModel model, @Nullable Money costLimit) {
        var asked = Objects.requireNonNullElse(model.model(), name);
        var endpoint = new Endpoint(model.baseUrl(), asked, model.apiKey());
        return new BoundModel(
                asked,
                "local",
                models.asking(new OpenAi(endpoint)),
                ModelHealth.UNWATCHED,
                costLimit == null ? null : new Unbilled(costLimit.currency()));
    }

    /// Nobody knows prices here, so that a limit of cost never stops a run on this machine.
    private record Unbilled(String currency) implements Pricing {
        @Override
        public Optional<Long> cost(TokenUsage usage, long images) {
            return Optional.of(0L);
        }

        @Override
        public Optional<Long> ceiling(long inputTokens, long outputTokens, long images) {
            return Optional.of(0L);
        }
    }

    private BoundConnector bound(ConnectorDefinition definition, Map<String, String> secrets) {
        return new BoundConnector(
                definition.name(),
                switch (definition.spec()) {
                    case HttpConnector spec -> http.open(spec, secrets);
                    case SqlConnector spec -> sql.open("local", spec, secrets);
                });
    }
}
