package io.flotilla.worker.bind;

import io.flotilla.engine.control.Cancellation;
import io.flotilla.engine.control.RunClock;
import io.flotilla.engine.model.ChatModel;
import io.flotilla.engine.model.ChatOutcome;
import io.flotilla.engine.model.ChatRequest;
import io.flotilla.engine.model.ModelFailure;
import io.flotilla.engine.model.ModelHealth;
import io.flotilla.engine.model.anthropic.Anthropic;
import io.flotilla.engine.model.health.HealthRules;
import io.flotilla.engine.model.health.WatchedHealth;
import io.flotilla.engine.model.http.Endpoint;
import io.flotilla.engine.model.http.HttpChatModels;
import io.flotilla.engine.model.openai.OpenAi;
import io.flotilla.engine.model.seat.Claimant;
import io.flotilla.engine.model.seat.SeatPool;
import io.flotilla.engine.model.seat.SeatRules;
import io.flotilla.engine.step.BoundModel;
import io.flotilla.engine.step.Route;
import io.flotilla.messages.ResolvedModel;
import io.flotilla.messages.ResolvedRoute;
import io.flotilla.messages.RouteChoice;
import io.flotilla.messages.secret.SecretOpener;
import io.flotilla.messages.secret.UnreadableSecret;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Gives resolved models the means to be called. A model's key is opened for each call and forgotten after it; what is wrong
/// with one model is that model's failure, so that a fallback still answers.
@Singleton
class Models {
    private static final Logger LOG = Logger.getLogger(Models.class);

    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private final HttpChatModels models;
    private final SecretOpener opener;
    private final Kept<String, ModelHealth> healths;
    private final Kept<String, SeatPool> pools;
    private final RunClock clock;
    private final HealthRules rules;
    private final SeatRules seats;

    Models(HttpChatModels models, SecretOpener opener, ModelConfig config, RunClock clock) {
        this.models = models;
        this.opener = opener;
        this.clock = clock;
        this.healths = new Kept<>(config.remembered());
        this.pools = new Kept<>(config.remembered());
        this.seats = new SeatRules(config.seatsFirst(), config.seatsMost());
        this.rules = new HealthRules(
                config.breakerWindow(),
                HealthRules.STANDARD.failurePercent(),
                config.breakerOpen(),
                HealthRules.STANDARD.probes(),
                config.retriesPerHundred(),
                HealthRules.STANDARD.retriesAtLeast());
    }

    /// @param app         whose runs take turns with the tenant's others at a crowded model
    /// @param traceparent passed on if it is one
    Route bind(UUID tenantId, String app, ResolvedRoute route, @Nullable String traceparent) {
        var trace = traceparent == null || !TRACEPARENT.matcher(traceparent).matches() ? null : traceparent;
        var models = route.models().stream()
                .map(model -> new BoundModel(
                        model.name(),
                        model.provider(),
                        new Sealed(model, trace),
                        health(tenantId, model),
                        pool(model).of(new Claimant(tenantId.toString(), 1, app)),
                        Priced.of(model)))
                .toList();
        return switch (route.choice()) {
            case null -> Route.of(models);
            case RouteChoice.Cascade(var small, var large, var threshold) ->
                new Route.Cascade(arm(small, models), arm(large, models), threshold);
            case RouteChoice.Split(var shares) ->
                new Route.Split(shares.stream()
                        .map(share -> new Route.Share(arm(share.arm(), models), share.percent()))
                        .toList());
        };
    }

    private static Route.Arm arm(RouteChoice.Arm arm, List<BoundModel> models) {
        return new Route.Arm(arm.alias(), arm.from(), models.subList(arm.from(), arm.to()));
    }

    /// One for each tenant: its key has limits and troubles of its own. A model that moved begins anew.
    private ModelHealth health(UUID tenantId, ResolvedModel model) {
        var key = "%s %s %s %s".formatted(tenantId, model.modelId(), model.baseUrl(), model.upstreamName());
        return healths.get(key, any -> new WatchedHealth(clock, rules));
    }

    /// One for all who share the model: a tenant's own has only that tenant's apps in it.
    private SeatPool pool(ResolvedModel model) {
        var key = "%s %s %s".formatted(model.modelId(), model.baseUrl(), model.upstreamName());
        return pools.get(key, any -> new SeatPool(seats));
    }

    /// A model whose key is opened when it is called.
    private final class Sealed implements ChatModel {
        private final ResolvedModel model;
        private final @Nullable String traceparent;

        Sealed(ResolvedModel model, @Nullable String traceparent) {
            this.model = model;
            this.traceparent = traceparent;
        }

        @Override
        public ChatOutcome chat(ChatRequest request, Consumer<String> deltas, Cancellation cancellation) {
            try {
                return opened().chat(request, deltas, cancellation);
            } catch (UnreadableSecret e) {
                LOG.errorf("model key not opened model=%s reason=%s", model.modelId(), e.getMessage());
                return new ChatOutcome.Failed(ModelFailure.NOT_ACCEPTED);
            } catch (IllegalArgumentException e) {
                LOG.errorf("model not usable model=%s reason=%s", model.modelId(), e.getMessage());
                return new ChatOutcome.Failed(ModelFailure.UNAVAILABLE);
            }
        }

        private ChatModel opened() throws UnreadableSecret {
            var key = model.apiKey();
            var endpoint = new Endpoint(
                    URI.create(model.baseUrl()), model.upstreamName(), key == null ? null : opener.open(key), traceparent);
            return models.asking(
                    switch (model.providerKind()) {
                        case "openai" -> new OpenAi(endpoint);
                        case "anthropic" -> new Anthropic(endpoint);
                        default -> throw new IllegalArgumentException("provider kind " + model.providerKind());
                    });
        }
    }
}
