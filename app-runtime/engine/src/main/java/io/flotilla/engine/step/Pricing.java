package io.flotilla.engine.step;

import io.flotilla.engine.model.TokenUsage;
import java.util.Optional;

/// What calls of a model cost, in integer nano-units of one currency.
public interface Pricing {
    /// ISO 4217.
    String currency();

    /// What a call cost; empty when that cannot be told from its usage.
    Optional<Long> cost(TokenUsage usage);

    /// The most that a call of so many tokens can cost; empty when that is beyond counting.
    Optional<Long> ceiling(long inputTokens, long outputTokens);
}
