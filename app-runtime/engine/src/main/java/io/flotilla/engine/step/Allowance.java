package io.flotilla.engine.step;

import io.flotilla.app.definition.Money;
import io.flotilla.app.definition.TokenBounds;
import io.flotilla.engine.control.Fault;
import io.flotilla.engine.control.FaultCode;
import io.flotilla.engine.model.ChatParameters;
import io.flotilla.engine.model.TokenUsage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What one run may spend: so many provider attempts, so many tokens, so much money. Looked at before each attempt.
/// Tokens are only known after an attempt, so they may end above the limit by what was under way when it was reached.
/// Money never does: the most that an attempt can cost is set aside before it is made.
public final class Allowance {
    private final ReentrantLock lock = new ReentrantLock();
    private final int maxModelCalls;
    private final long maxTokens;
    private final List<Money> maxCosts;
    private final Map<String, Long> spent = new HashMap<>();
    private int modelCalls;
    private long tokens;

    /// @param maxCosts each holds
    public Allowance(int maxModelCalls, long maxTokens, List<Money> maxCosts) {
        this.maxModelCalls = maxModelCalls;
        this.maxTokens = maxTokens;
        this.maxCosts = List.copyOf(maxCosts);
    }

    /// The parameters as they are sent: where money is limited, so is what the model may write.
    ChatParameters bounded(ChatParameters asked) {
        if (maxCosts.isEmpty() || asked.maxTokens() != null) return asked;
        return new ChatParameters(
                asked.temperature(),
                asked.topP(),
                TokenBounds.OUTPUT,
                asked.seed(),
                asked.presencePenalty(),
                asked.frequencyPenalty(),
                asked.stop());
    }

    /// Takes one provider attempt, unless something forbids it.
    ///
    /// @param outputTokens what the model may write at most; null when nothing bounds it
    /// @param images       how many are shown to it
    Grant take(BoundModel model, long inputTokens, @Nullable Integer outputTokens, int images) {
        var ceiling = ceiling(model, inputTokens, outputTokens, images);
        lock.lock();
        try {
            var fault = forbidden(model, ceiling);
            if (fault != null) return new Grant.Denied(fault);
            modelCalls++;
            var pricing = model.pricing();
            if (pricing != null && ceiling != null) spent.merge(pricing.currency(), ceiling, Math::addExact);
            return new Grant.Given(pricing, images, ceiling);
        } finally {
            lock.unlock();
        }
    }

    /// An attempt ended: what was set aside for it becomes what it cost. An attempt that told nothing may have cost
    /// all of it.
    void spend(Grant.Given grant, TokenUsage usage) {
        lock.lock();
        try {
            tokens += usage.total();
            var pricing = grant.pricing();
            var ceiling = grant.ceilingNano();
            if (pricing == null || ceiling == null || usage.isUnknown()) return;
            pricing.cost(usage, grant.images())
                    .ifPresent(cost -> spent.merge(pricing.currency(), cost - ceiling, Math::addExact));
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Fault forbidden(BoundModel model, @Nullable Long ceiling) {
        if (modelCalls >= maxModelCalls) {
            return exceeded("the app's limit of %d model calls for one invocation is reached".formatted(maxModelCalls));
        }
        if (tokens >= maxTokens) {
            return exceeded("the app's limit of %d tokens for one invocation is reached".formatted(maxTokens));
        }
        for (var each : maxCosts) {
            var pricing = model.pricing();
            if (pricing == null || ceiling == null || !pricing.currency().equals(each.currency())) {
                return exceeded("this invocation may cost %s at most, and the model '%s' has no price in %s"
                        .formatted(each, model.name(), each.currency()));
            }
            if (spent.getOrDefault(each.currency(), 0L) > each.nano() - ceiling) {
                return exceeded("the next model call could take this invocation above its limit of %s".formatted(each));
            }
        }
        return null;
    }

    private static @Nullable Long ceiling(
            BoundModel model, long inputTokens, @Nullable Integer outputTokens, int images) {
        var pricing = model.pricing();
        if (pricing == null || outputTokens == null) return null;
        return pricing.ceiling(inputTokens, outputTokens, images).orElse(null);
    }

    private static Fault exceeded(String detail) {
        return new Fault(FaultCode.BUDGET_EXCEEDED, detail);
    }

    /// Whether one more provider attempt may be made.
    sealed interface Grant {
        /// It may.
        ///
        /// @param images      how many it shows
        /// @param ceilingNano what is set aside for it until it ends; null when nothing bounds its cost
        record Given(@Nullable Pricing pricing, int images, @Nullable Long ceilingNano) implements Grant {}

        /// It may not.
        record Denied(Fault fault) implements Grant {}
    }
}
