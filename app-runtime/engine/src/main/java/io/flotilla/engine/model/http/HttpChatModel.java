package io.flotilla.engine.model.http;

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

/// One model at one server.
final class HttpChatModel implements ChatModel {
    private static final int MAX_ERROR_BYTES = 64 << 10;

    private final Dialect dialect;
    private final HttpClient client;
    private final GuardedLookup hosts;
    private final ModelLimits limits;
    private final RunClock clock;

    HttpChatModel(Dialect dialect, HttpClient client, GuardedLookup hosts, ModelLimits limits, RunClock clock) {
        this.dialect = dialect;
        this.client = client;
        this.hosts = hosts;
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public ChatOutcome chat(ChatRequest request, Consumer<String> deltas, Cancellation cancellation) {
        if (cancellation.isCancelled()) return new Failed(ModelFailure.CANCELLED);
        try {
            hosts.addresses(dialect.address().getHost());
        } catch (AddressDenied e) {
            return new Failed(ModelFailure.NOT_ACCEPTED);
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
            var failure = dialect.failure(response.statusCode(), body.readNBytes(MAX_ERROR_BYTES));
            return new Failed(failure, retryAfter(response), "", answer.usage());
        }
        if (!isStream(response)) {
            byte[] content = body.readNBytes(limits.maxBytes() + 1);
            if (content.length > limits.maxBytes()) throw new UnreadableAnswer();
            return dialect.reader(answer).whole(AnswerSoFar.object(content));
        }
        return stream(new SseReader(body, limits.maxBytes()), dialect.reader(answer), upstream);
    }

    private ChatOutcome stream(SseReader events, AnswerReader reader, Upstream upstream) throws IOException {
        while (true) {
            var event = events.next();
            if (event == null) return reader.cutOff();
            if (event.name().equals("ping")) continue;
            upstream.expectWithin(limits.nextFrame());
            var end = reader.next(event);
            if (end == null) continue;
            if (end instanceof ChatOutcome.Answered) upstream.leaveToEnd();
            return end;
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
        byte[] body = dialect.body(request).getBytes(StandardCharsets.UTF_8);
        var builder = HttpRequest.newBuilder(dialect.address())
                .timeout(limits.total().plus(Duration.ofSeconds(1)))
                .header("Content-Type", "application/json")
                .header("Accept", request.stream() ? "text/event-stream, application/json" : "application/json")
                .header("User-Agent", "flotilla")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        dialect.headers(request).forEach(builder::header);
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
