package io.flotilla.sandbox.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import io.flotilla.sandbox.chat.ChatModel;
import io.flotilla.sandbox.chat.ChatRequest;
import io.flotilla.sandbox.chat.Reply;
import io.flotilla.sandbox.text.Tokens;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The door of a protocol: reads the request, counts the call, asks the model and sends what it replies.
final class ChatDoor {
    static final String REQUEST_ID = "X-Client-Request-Id";

    private static final System.Logger LOG = System.getLogger(ChatDoor.class.getName());
    private static final int LARGEST_BODY = 16 * 1024 * 1024;

    private final Map<String, ChatModel> models;
    private final CallCounter counter;
    private final ObjectMapper json;
    private final Protocol protocol;

    ChatDoor(Map<String, ChatModel> models, CallCounter counter, ObjectMapper json, Protocol protocol) {
        this.models = models;
        this.counter = counter;
        this.json = json;
        this.protocol = protocol;
    }

    void handle(HttpExchange exchange) throws IOException {
        var line = new Line(exchange, json);
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            refuse(line, 413, "request_too_large", "the body is larger than 16 MiB", "");
            return;
        }
        ChatRequest request;
        try {
            request = protocol.read(body);
        } catch (BadRequest bad) {
            refuse(line, 400, "invalid_request", bad.text(), bad.param());
            return;
        }
        ChatModel model = models.get(request.model());
        if (model == null) {
            String known = String.join(", ", models.keySet());
            refuse(
                    line,
                    404,
                    "model_not_found",
                    "the model '%s' does not exist; there are: %s".formatted(request.model(), known),
                    "model");
            return;
        }
        String header = exchange.getRequestHeaders().getFirst(REQUEST_ID);
        String requestId = header == null ? "" : header;
        counter.count(model.name(), requestId);
        var shapes = protocol.shapes(model.name(), request);
        line.header("X-Request-Id", shapes.id());
        Reply reply;
        try {
            reply = model.reply(request);
        } catch (RuntimeException failure) {
            LOG.log(System.Logger.Level.ERROR, model.name() + " failed", failure);
            refuse(line, 500, "model_failed", "the model failed; the sandbox's log says why", "");
            return;
        }
        send(reply, new Asked(request, usage -> counter.answered(requestId, usage)), line, shapes);
    }

    private void send(Reply reply, Asked asked, Line line, Shapes shapes) throws IOException {
        switch (reply) {
            case Reply.Says says when asked.request.stream() -> new SpokenStream(line, shapes, asked).send(says);
            case Reply.Says says -> sendWhole(says, asked, line, shapes);
            case Reply.CallsTool call -> sendToolCall(call, asked, line, shapes);
            case Reply.Refuses no -> {
                no.retryAfter().ifPresent(wait -> line.header("Retry-After", Long.toString(wait.toSeconds())));
                line.answer(no.status(), protocol.error(no.status(), no.type(), no.code(), no.message(), ""));
            }
            case Reply.TalksGarbage garbage -> sendGarbage(asked.request, line, shapes);
            case Reply.NeverAnswers silence -> line.stayOpenAndSilent();
        }
    }

    private void sendWhole(Reply.Says says, Asked asked, Line line, Shapes shapes) throws IOException {
        line.rest(says.before());
        line.rest(says.pause().multipliedBy(says.pieces().size()));
        var limited = Limited.of(says.text(), asked.request.maxTokens());
        var completion = shapes.completion(limited.text(), limited.finishReason(), asked.usage(limited.text()));
        switch (says.ending()) {
            case WHOLE -> line.answer(200, completion);
            case CUT, UNFINISHED -> {
                line.answerHalf(completion);
                throw line.broken();
            }
            case ERROR_EVENT -> refuse(line, 500, "server_error", "the model failed in the middle of its answer", "");
            case HANGS -> {
                line.answerHalf(completion);
                line.stayOpenAndSilent();
            }
        }
    }

    private void sendToolCall(Reply.CallsTool call, Asked asked, Line line, Shapes shapes) throws IOException {
        line.rest(call.before());
        String callId = "call_" + UUID.randomUUID();
        var usage = asked.usage(call.tool() + call.argumentsJson());
        if (!asked.request.stream()) {
            line.answer(200, shapes.toolCompletion(callId, call.tool(), call.argumentsJson(), usage));
            return;
        }
        line.openStream();
        line.raw(shapes.toolStream(callId, call.tool(), call.argumentsJson(), usage));
        line.closeStream();
    }

    private static void sendGarbage(ChatRequest request, Line line, Shapes shapes) throws IOException {
        if (request.stream()) {
            line.openStream();
            line.raw(shapes.garbage());
            line.closeStream();
            return;
        }
        line.answer(200, "<html>sandbox-scripted garbage".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private void refuse(Line line, int status, String code, String message, String param) throws IOException {
        String type = status >= 500 ? "server_error" : "invalid_request_error";
        line.answer(status, protocol.error(status, type, code, message, param));
    }

    /// A request, and who is told what its answer used.
    record Asked(ChatRequest request, Consumer<Shapes.Usage> told) {
        /// What the answer uses.
        Shapes.Usage usage(String answer) {
            String prompt =
                    request.messages().stream().map(ChatRequest.Message::text).collect(Collectors.joining("\n"));
            var usage = new Shapes.Usage(Tokens.count(prompt), Tokens.count(answer));
            told.accept(usage);
            return usage;
        }
    }
}
