package io.flotilla.engine.model.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.flotilla.engine.model.ChatOutcome.Answered;
import io.flotilla.engine.model.ChatOutcome.Failed;
import io.flotilla.engine.model.ModelFailure;
import io.flotilla.engine.model.TokenUsage;
import io.flotilla.engine.model.ToolCall;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What of an answer has arrived, in whatever dialect.
public final class AnswerSoFar {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final int MOST_CALLS = 128;

    private final Consumer<String> deltas;
    private final int maxLength;
    private final StringBuilder text = new StringBuilder();
    private final TreeMap<Integer, CallSoFar> calls = new TreeMap<>();
    private TokenUsage usage = TokenUsage.UNKNOWN;
    private int length;
    private @Nullable String finishReason;
    private @Nullable String model;
    private boolean begun;

    AnswerSoFar(Consumer<String> deltas, int maxLength) {
        this.deltas = deltas;
        this.maxLength = maxLength;
    }

    /// Something that belongs to an answer has come.
    public void begin() {
        begun = true;
    }

    public boolean hasBegun() {
        return begun;
    }

    /// The next piece of its text.
    public void say(String piece) throws UnreadableAnswer {
        if (piece.isEmpty()) return;
        grow(piece);
        text.append(piece);
        deltas.accept(piece);
    }

    /// The next piece of one of the tool calls it makes.
    ///
    /// @param index     tells the calls apart
    /// @param id        null or empty where it was said before
    /// @param name      null or empty where it was said before
    /// @param arguments a piece of their JSON
    public void call(int index, @Nullable String id, @Nullable String name, String arguments) throws UnreadableAnswer {
        var call = calls.computeIfAbsent(index, any -> new CallSoFar());
        if (calls.size() > MOST_CALLS) throw new UnreadableAnswer();
        if (id != null && !id.isEmpty()) call.id = id;
        if (name != null && !name.isEmpty()) call.name = name;
        grow(arguments);
        call.arguments.append(arguments);
    }

    public void usage(TokenUsage told) {
        usage = told;
    }

    public TokenUsage usage() {
        return usage;
    }

    public void model(@Nullable String its) {
        if (its != null) model = its;
    }

    public void finishReason(@Nullable String reason) {
        if (reason != null) finishReason = reason;
    }

    public @Nullable String finishReason() {
        return finishReason;
    }

    /// All of it is there.
    public Answered answered() throws UnreadableAnswer {
        var whole = new ArrayList<ToolCall>();
        for (var each : calls.values()) whole.add(each.whole());
        return new Answered(
                text.toString(), whole, Objects.requireNonNullElse(finishReason, "unknown"), usage, model);
    }

    /// There is no more of it.
    public Failed failed(ModelFailure failure) {
        return new Failed(failure, null, text.toString(), usage);
    }

    /// An object in what the server sent.
    public static JsonNode object(byte[] content) throws UnreadableAnswer {
        try {
            var answer = MAPPER.readTree(content);
            if (answer == null || !answer.isObject()) throw new UnreadableAnswer();
            return answer;
        } catch (JsonProcessingException e) {
            throw new UnreadableAnswer();
        } catch (UnreadableAnswer e) {
            throw e;
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        }
    }

    /// A count of tokens, if it is one.
    public static @Nullable Long count(JsonNode number) {
        return number.canConvertToLong() && number.longValue() >= 0 ? number.longValue() : null;
    }

    private void grow(String piece) throws UnreadableAnswer {
        begun = true;
        length += piece.length();
        if (length > maxLength) throw new UnreadableAnswer();
    }

    private static final class CallSoFar {
        private final StringBuilder arguments = new StringBuilder();
        private String id = "";
        private String name = "";

        ToolCall whole() throws UnreadableAnswer {
            if (name.isEmpty()) throw new UnreadableAnswer();
            return new ToolCall(id, name, arguments.isEmpty() ? "{}" : arguments.toString());
        }
    }
}
