package io.flotilla.engine.model.anthropic;

import io.flotilla.engine.model.ChatRequest;
import io.flotilla.engine.model.ModelFailure;
import io.flotilla.engine.model.http.AnswerReader;
import io.flotilla.engine.model.http.AnswerSoFar;
import io.flotilla.engine.model.http.Dialect;
import io.flotilla.engine.model.http.Endpoint;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/// Anthropic's Messages API. The base URL ends in its version: `https://api.anthropic.com/v1`.
public record Anthropic(Endpoint endpoint) implements Dialect {
    private static final String VERSION = "2023-06-01";

    @Override
    public URI address() {
        return endpoint.at("/messages");
    }

    @Override
    public Map<String, String> headers(ChatRequest request) {
        var headers = new TreeMap<String, String>();
        headers.put("anthropic-version", VERSION);
        headers.put("X-Client-Request-Id", request.clientRequestId());
        if (endpoint.apiKey() != null) headers.put("x-api-key", endpoint.apiKey());
        if (endpoint.traceparent() != null) headers.put("traceparent", endpoint.traceparent());
        return headers;
    }

    @Override
    public String body(ChatRequest request) {
        return AnthropicBody.of(endpoint.model(), request);
    }

    @Override
    public AnswerReader reader(AnswerSoFar answer) {
        return new AnthropicAnswer(answer);
    }

    @Override
    public ModelFailure failure(int status, byte[] body) {
        return AnthropicErrors.read(status, body);
    }
}
