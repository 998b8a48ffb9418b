package io.flotilla.engine.model.http;

import io.flotilla.engine.model.ChatRequest;
import io.flotilla.engine.model.ModelFailure;
import java.net.URI;
import java.util.Map;

/// How one model at one server wants to be asked, and how what it sends is to be read.
public interface Dialect {
    /// Where requests are posted.
    URI address();

    /// What the server wants to know besides the body, its key among it.
    Map<String, String> headers(ChatRequest request);

    /// The request as JSON.
    String body(ChatRequest request);

    /// Reads what comes back into `answer`.
    AnswerReader reader(AnswerSoFar answer);

    /// The failure behind an answer that is not 200.
    ModelFailure failure(int status, byte[] body);
}
