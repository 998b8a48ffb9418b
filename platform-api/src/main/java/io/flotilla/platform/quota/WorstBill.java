package io.flotilla.platform.quota;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.app.definition.AppSpec;
import io.flotilla.messages.ResolvedRoute;
import io.flotilla.platform.usage.Money;
import java.util.Map;

/// The most that one invocation of an app can cost, known before it runs: every prompt at its longest, every model of
/// its route, every further try.
public sealed interface WorstBill {
    /// It calls no model.
    record Nothing() implements WorstBill {}

    /// It costs no more than this. The workers stop it before it does.
    record AtMost(Money money) implements WorstBill {}

    /// Nobody can say.
    ///
    /// @param why a sentence for the caller
    record Unknown(String why) implements WorstBill {}

    /// The worst bill of an app with these inputs, at the present prices.
    ///
    /// @param models by the app's alias
    static WorstBill of(AppSpec spec, Map<String, ResolvedRoute> models, JsonNode inputs) {
        return new WorstCase(spec, models, inputs).bill();
    }
}
