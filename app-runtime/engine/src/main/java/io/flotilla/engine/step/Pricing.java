package io.flotilla.engine.step;

import io.flotilla.engine.model.TokenUsage;
import java.util.Optional;

/// What calls of a model cost, in integer nano-units of one currency.
public interface Pricing {
    /// ISO 4217.
    String currency();

    /// What a call cost that showed so many images; empty when that cannot be told from its usage.
    Optional<Long> cost(TokenUsage usage, long images);

    /// The most that a call of so many tokens and images can cost; empty when that is beyond counting.
    Optional<Long> ceiling(long inputTokens, long outputTokens, long images);
}
