package io.flotilla.worker.bind;

import io.flotilla.engine.model.TokenUsage;
import io.flotilla.engine.step.Pricing;
import io.flotilla.messages.Cost;
import io.flotilla.messages.Price;
import io.flotilla.messages.ResolvedModel;
import io.flotilla.messages.Units;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A model's price, as a run asks for it.
///
/// @param contextLength what the model reads at most; it refuses more
record Priced(Price price, @Nullable Integer contextLength) implements Pricing {
    static @Nullable Priced of(ResolvedModel model) {
        var price = model.price();
        return price == null ? null : new Priced(price, model.contextLength());
    }

    @Override
    public String currency() {
        return price.currency();
    }

    @Override
    public Optional<Long> cost(TokenUsage usage, long images) {
        return Cost.of(
                price,
                new Units(usage.input(), usage.cachedInput(), usage.output(), usage.reasoning(), images, null));
    }

    @Override
    public Optional<Long> ceiling(long inputTokens, long outputTokens, long images) {
        long read = contextLength == null ? inputTokens : Math.min(inputTokens, contextLength);
        return Cost.ceiling(price, read, outputTokens, images);
    }
}
