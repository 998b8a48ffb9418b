package io.flotilla.engine.model.openai;

import io.flotilla.engine.model.ChatRequest;
import io.flotilla.engine.model.ModelFailure;
import io.flotilla.engine.model.http.AnswerReader;
import io.flotilla.engine.model.http.AnswerSoFar;
import io.flotilla.engine.model.http.Dialect;
import io.flotilla.engine.model.http.Endpoint;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/// OpenAI's chat completions, as many servers speak them.
public record OpenAi(Endpoint endpoint) implements Dialect {
    @Override
    public URI address() {
        return endpoint.at("/chat/completions");
    }

    @Override
    public Map<String, String> headers(ChatRequest request) {
        var headers = new TreeMap<String, String>();
        headers.put("X-Client-Request-Id", request.clientRequestId());
        if (endpoint.apiKey() != null) headers.put("Authorization", "Bearer " + endpoint.apiKey());
        if (endpoint.traceparent() != null) headers.put("traceparent", endpoint.traceparent());
        return headers;
    }

    @Override
    public String body(ChatRequest request) {
        return OpenAiBody.of(endpoint.model(), request);
    }

    @Override
    public AnswerReader reader(AnswerSoFar answer) {
        return new OpenAiAnswer(answer);
    }

    @Override
    public ModelFailure failure(int status, byte[] body) {
        return OpenAiErrors.read(status, body);
    }
}
