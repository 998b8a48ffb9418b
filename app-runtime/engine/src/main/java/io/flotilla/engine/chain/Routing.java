package io.flotilla.engine.chain;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.flotilla.app.definition.AppSpec;
import io.flotilla.app.definition.ModelParameters;
import io.flotilla.app.definition.ModelRoute;
import io.flotilla.engine.model.AnswerCache;
import io.flotilla.engine.model.ChatParameters;
import io.flotilla.engine.step.Recall;
import io.flotilla.engine.step.Route;
import io.flotilla.engine.step.RouteKind;
import io.flotilla.engine.step.Way;
import io.flotilla.engine.step.Ways;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// From the routes of an app to the ways that a step of one run goes.
record Routing(RunRequest request, AnswerCache cache) {
    /// For a cascade whose small model was calibrated to nothing: chat models that say how sure they are.
    private static final double UNCALIBRATED = 0.9;

    Ways ways(String alias, ModelParameters own) {
        return switch (request.models().getOrDefault(alias, Route.of(List.of()))) {
            case Route.Plain(var arm) -> new Ways.One(way(alias, arm, own, RouteKind.LARGE));
            case Route.Split(var shares) -> new Ways.One(way(alias, drawn(alias, shares), own, RouteKind.LARGE));
            case Route.Cascade(var small, var large, var threshold) ->
                new Ways.SmallFirst(
                        way(alias, small, own, RouteKind.SMALL),
                        way(alias, large, own, RouteKind.LARGE),
                        threshold == null ? UNCALIBRATED : threshold);
        };
    }

    /// The same for all steps of an invocation, and for all its attempts.
    private Route.Arm drawn(String alias, List<Route.Share> shares) {
        var lot = new CRC32();
        lot.update((request.invocation().id() + " " + alias).getBytes(UTF_8));
        long point = lot.getValue() % 100;
        for (var share : shares) {
            point -= share.percent();
            if (point < 0) return share.arm();
        }
        return shares.getLast().arm();
    }

    private Way way(String alias, Route.Arm arm, ModelParameters own, RouteKind kind) {
        var asked = own.orElse(parameters(arm.alias())).orElse(parameters(alias));
        return new Way(alias, arm, parameters(asked), kind, recall(arm.alias() == null ? alias : arm.alias()));
    }

    private @Nullable Recall recall(String alias) {
        if (!(spec().models().get(alias) instanceof ModelRoute.Use use) || use.cache() == null) return null;
        return new Recall(cache, request.partition(), use.cache());
    }

    private ModelParameters parameters(@Nullable String alias) {
        var route = alias == null ? null : spec().models().get(alias);
        return route == null ? ModelParameters.NONE : route.parameters();
    }

    private AppSpec spec() {
        return request.app().definition().spec();
    }

    private static ChatParameters parameters(ModelParameters asked) {
        return new ChatParameters(
                asked.temperature(),
                asked.topP(),
                asked.maxTokens(),
                asked.seed(),
                asked.presencePenalty(),
                asked.frequencyPenalty(),
                asked.stop());
    }
}
