package io.flotilla.worker.report;

import io.flotilla.engine.control.RunClock;
import io.flotilla.engine.step.CallEnd;
import io.flotilla.engine.step.CallTarget;
import io.flotilla.engine.step.RouteKind;
import io.flotilla.messages.Call;
import io.flotilla.messages.CallKind;
import io.flotilla.messages.Cost;
import io.flotilla.messages.InvocationRequested;
import io.flotilla.messages.Price;
import io.flotilla.messages.ResolvedModel;
import io.flotilla.messages.Units;
import io.flotilla.messages.UsageRecorded;
import org.jspecify.annotations.Nullable;

/// The calls of one run, as the ledger knows them.
final class Usage {
    private final InvocationRequested request;
    private final RunClock clock;

    Usage(InvocationRequested request, RunClock clock) {
        this.request = request;
        this.clock = clock;
    }

    Call call(io.flotilla.engine.step.Call call) {
        var at = Translation.of(call.at());
        return switch (call.target()) {
            case CallTarget.OfModel(var alias, var position, var name, var provider, var _) -> {
                var model = model(alias, position);
                yield new Call(
                        call.id(),
                        at,
                        call.number(),
                        CallKind.MODEL,
                        model.modelId(),
                        provider,
                        name,
                        model.price(),
                        call.startedAt(),
                        call.ceilingNano());
            }
            case CallTarget.OfConnector(var _, var connector, var operation) ->
                new Call(
                        call.id(),
                        at,
                        call.number(),
                        CallKind.CONNECTOR,
                        null,
                        connector,
                        operation,
                        null,
                        call.startedAt(),
                        null);
        };
    }

    UsageRecorded ended(CallEnd end) {
        var call = call(end.call());
        var units = Translation.of(end.usage(), end.call().images());
        var error = end.error();
        var price = call.price();
        var cost = cost(price, units, error != null, isRecalled(end));
        return new UsageRecorded(
                request.ref(),
                call,
                request.scenario(),
                request.app(),
                request.version(),
                request.environment(),
                request.caller(),
                request.apiKeyId(),
                route(end.call()),
                units,
                cost,
                price == null || cost == null ? null : price.currency(),
                Translation.of(end.source()),
                error == null ? null : error.code(),
                Translation.millis(end.duration()),
                clock.now());
    }

    /// A connector's call is on no route; it counts as large, as every call did before there were routes.
    static String route(io.flotilla.engine.step.Call call) {
        return call.target() instanceof CallTarget.OfModel model ? model.kind().word() : RouteKind.LARGE.word();
    }

    private static boolean isRecalled(CallEnd end) {
        return end.call().target() instanceof CallTarget.OfModel model && model.kind() == RouteKind.CACHE;
    }

    /// What a failed call of which nothing is known costs is not known either, whatever a request costs.
    private static @Nullable Long cost(@Nullable Price price, Units units, boolean failed, boolean recalled) {
        if (price == null || (failed && units.equals(Units.UNKNOWN))) return null;
        return recalled ? Long.valueOf(0) : Cost.of(price, units).orElse(null);
    }

    private ResolvedModel model(String alias, int position) {
        var route = request.models().get(alias);
        if (route == null) throw new IllegalStateException("a call to a model that was not asked for");
        return route.models().get(position);
    }
}
