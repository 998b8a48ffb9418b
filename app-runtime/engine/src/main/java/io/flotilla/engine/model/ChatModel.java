package io.flotilla.engine.model;

import io.flotilla.engine.control.Cancellation;
import java.util.function.Consumer;

/// One model at one provider.
public interface ChatModel {
    /// Makes one provider attempt, without retries, and waits for its end. Whatever goes wrong is a
    /// [ChatOutcome.Failed], never an
    /// exception. When `cancellation` is thrown, the upstream call is closed and the attempt ends promptly.
    ///
    /// @param deltas takes the text as it arrives if the request asks for a stream
    ChatOutcome chat(ChatRequest request, Consumer<String> deltas, Cancellation cancellation);
}
