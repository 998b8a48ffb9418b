package io.flotilla.engine.step;

import io.flotilla.app.definition.TokenBounds;
import io.flotilla.engine.model.ChatMessage;
import io.flotilla.engine.model.ChatRequest;
import io.flotilla.engine.model.TokenUsage;
import java.util.List;

/// A guess at tokens for an answer whose provider told no numbers: a token for each ideograph or kana, one for
/// about four
/// bytes of anything else. Always marked as a guess in the ledger.
public final class TokenEstimate {
    private static final int PER_MESSAGE = 4;
    private static final int EXPECTED_OUTPUT = 256;

    private TokenEstimate() {}

    static TokenUsage of(List<ChatMessage> messages, String answer) {
        long input = messages.stream()
                .mapToLong(message -> PER_MESSAGE + tokens(message.content()))
                .sum();
        return new TokenUsage(input, null, tokens(answer), null);
    }

    /// What a request will take, before anything is known: its share of a crowded model is counted with it until it ends.
    static long expected(ChatRequest request) {
        var most = request.parameters().maxTokens();
        return of(request.messages(), "").total() + (most == null ? EXPECTED_OUTPUT : Math.min(most, EXPECTED_OUTPUT));
    }

    /// How many tokens the input of a request has at most.
    static long inputAtMost(ChatRequest request) {
        var schema = request.schema();
        long contents = schema == null ? 0 : TokenBounds.ofText(schema.toString());
        for (var each : request.messages()) {
            contents += TokenBounds.ofText(each.content()) + TokenBounds.IMAGE * each.images().size();
            for (var call : each.calls()) contents += TokenBounds.ofText(call.toString());
        }
        for (var each : request.tools()) contents += TokenBounds.ofText(each.toString());
        return TokenBounds.ofPrompt(request.messages().size() + request.tools().size(), contents);
    }

    /// Of one text.
    public static long tokens(String text) {
        long ideographs = 0;
        long bytes = 0;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            if (Character.isIdeographic(point) || isKana(point)) ideographs++;
            else bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
        }
        return ideographs + (bytes + 3) / 4;
    }

    private static boolean isKana(int point) {
        return point >= 0x3040 && point <= 0x30ff;
    }
}
