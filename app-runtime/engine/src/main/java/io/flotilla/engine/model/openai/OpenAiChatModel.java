package io.flotilla.engine.model.openai;

import io.flotilla.engine.address.AddressDenied;
import io.flotilla.engine.address.GuardedLookup;
import io.flotilla.engine.control.Cancellation;
import io.flotilla.engine.control.RetryAfter;
import io.flotilla.engine.control.RunClock;
import io.flotilla.engine.model.ChatModel;
import io.flotilla.engine.model.ChatOutcome;
import io.flotilla.engine.model.ChatOutcome.Failed;
import io.flotilla.engine.model.ChatRequest;
import io.flotilla.engine.model.ModelFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One model at one OpenAI-compatible server.
final class OpenAiChatModel implements ChatModel {
    private static final int MAX_ERROR_BYTES = 64 << 10;

    private final OpenAiEndpoint endpoint;
    private final HttpClient client;
    private final GuardedLookup hosts;
    private final OpenAiLimits limits;
    private final RunClock clock;

    OpenAiChatModel(
            OpenAiEndpoint endpoint, HttpClient client, GuardedLookup hosts, OpenAiLimits limits, RunClock clock) {
        this.endpoint = endpoint;
        this.client = client;
        this.hosts = hosts;
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public ChatOutcome chat(ChatRequest request, Consumer<String> deltas, Cancellation cancellation) {
        if (cancellation.isCancelled()) return new Failed(ModelFailure.CANCELLED);
        try {
            hosts.addresses(endpoint.baseUrl().getHost());
        } catch (AddressDenied e) {
            return new Failed(ModelFailure.REFUSED);
        } catch (IOException e) {
            return new Failed(ModelFailure.UNAVAILABLE);
        }
        try (var upstream = new Upstream(clock, limits.total());
                var _ = cancellation.onCancel(upstream::stop)) {
            var answer = new AnswerSoFar(request.stream() ? deltas : text -> {}, limits.maxBytes());
            try {
                return attempt(request, answer, upstream);
            } catch (UnreadableAnswer e) {
                return answer.failed(ModelFailure.INVALID_ANSWER);
            } catch (IOException | CancellationException e) {
                return answer.failed(why(upstream, cancellation, answer));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return answer.failed(ModelFailure.CANCELLED);
            }
        }
    }

    private ChatOutcome attempt(ChatRequest request, AnswerSoFar answer, Upstream upstream)
            throws IOException, InterruptedException {
        if (request.stream()) upstream.expectWithin(limits.firstFrame());
        var response = send(httpRequest(request), upstream);
        var body = response.body();
        if (response.statusCode() != 200) {
            var failure = ErrorAnswer.read(response.statusCode(), body.readNBytes(MAX_ERROR_BYTES));
            return new Failed(failure, retryAfter(response), "", answer.usage());
        }
        if (!isStream(response)) {
            byte[] content = body.readNBytes(limits.maxBytes() + 1);
            if (content.length > limits.maxBytes()) throw new UnreadableAnswer();
            return answer.whole(content);
        }
        return stream(new SseReader(body, limits.maxBytes()), answer, upstream);
    }

    private ChatOutcome stream(SseReader events, AnswerSoFar answer, Upstream upstream) throws IOException {
        while (true) {
            var event = events.next();
            if (event == null) return answer.streamEnded(false);
            upstream.expectWithin(limits.nextFrame());
            if (event.data().equals("[DONE]")) {
                upstream.leaveToEnd();
                return answer.streamEnded(true);
            }
            var failure = answer.add(event);
            if (failure != null) return answer.failed(failure);
        }
    }

    private HttpResponse<InputStream> send(HttpRequest request, Upstream upstream)
            throws IOException, InterruptedException {
        var pending = client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
        upstream.pending(pending);
        try {
            var response = pending.get();
            upstream.body(response.body());
            return response;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        }
    }

    private HttpRequest httpRequest(ChatRequest request) {
        byte[] body = ChatBody.of(endpoint.model(), request).getBytes(StandardCharsets.UTF_8);
        var builder = HttpRequest.newBuilder(endpoint.chatCompletions())
                .timeout(limits.total().plus(Duration.ofSeconds(1)))
                .header("Content-Type", "application/json")
                .header("Accept", request.stream() ? "text/event-stream, application/json" : "application/json")
                .header("User-Agent", "flotilla")
                .header("X-Client-Request-Id", request.clientRequestId())
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        var key = endpoint.apiKey();
        if (key != null) builder.header("Authorization", "Bearer " + key);
        var trace = endpoint.traceparent();
        if (trace != null) builder.header("traceparent", trace);
        return builder.build();
    }

    private @Nullable Duration retryAfter(HttpResponse<?> response) {
        var millis = response.headers().firstValue("retry-after-ms").orElse(null);
        if (millis != null) return RetryAfter.parseMillis(millis);
        return response.headers()
                .firstValue("Retry-After")
                .map(text -> RetryAfter.parse(text, clock.now()))
                .orElse(null);
    }

    private static boolean isStream(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Content-Type")
                .map(type -> type.toLowerCase(Locale.ROOT).startsWith("text/event-stream"))
                .orElse(false);
    }

    private static ModelFailure why(Upstream upstream, Cancellation cancellation, AnswerSoFar answer) {
        if (cancellation.isCancelled()) return ModelFailure.CANCELLED;
        if (upstream.timedOut()) return ModelFailure.TIMEOUT;
        return answer.hasBegun() || upstream.hasBody() ? ModelFailure.TRUNCATED : ModelFailure.UNAVAILABLE;
    }
}
