package io.flotilla.sandbox.scripted;

import io.flotilla.sandbox.chat.ChatModel;
import io.flotilla.sandbox.chat.ChatRequest;
import io.flotilla.sandbox.chat.Reply;
import io.flotilla.sandbox.scripted.Directive.Unreadable;
import io.flotilla.sandbox.text.Tokens;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// `sandbox-scripted`: does what the directives in the last user message that has any ask for; see
/// `docs/sandbox-model.md`. Without one it says its
/// name and what it heard, or fills the schema it was given with placeholders.
public final class ScriptedModel implements ChatModel {
    /// The name it is asked for by.
    public static final String NAME = "sandbox-scripted";

    private final Map<String, AtomicInteger> failures = new ConcurrentHashMap<>();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Reply reply(ChatRequest request) {
        try {
            String prompt = prompt(request);
            var directives = Directive.in(prompt);
            Optional<Reply> failure = failure(directives, prompt);
            if (failure.isPresent()) return failure.get();
            return Script.of(directives).reply(() -> unscripted(request, prompt));
        } catch (Unreadable e) {
            return new Reply.Refuses(
                    400, "invalid_request_error", "invalid_directive", NAME + ": " + e.text(), Optional.empty());
        }
    }

    /// The first calls with the same words, or the same `key=`, fail; later ones go on to the other directives.
    private Optional<Reply> failure(List<Directive> directives, String prompt) throws Unreadable {
        for (Directive each : directives) {
            boolean once = each.name().equals("fail-once");
            if (!once && !each.name().equals("fail-times")) continue;
            var words = new Words(each);
            int times = once ? 1 : words.number();
            int status = words.number();
            String key = words.option("key").orElse(prompt);
            int calls =
                    failures.computeIfAbsent(key, any -> new AtomicInteger()).incrementAndGet();
            if (calls <= times) return Optional.of(Script.status(status, words));
        }
        return Optional.empty();
    }

    private static Reply unscripted(ChatRequest request, String prompt) throws Unreadable {
        String text = request.json()
                ? request.schema().map(SchemaSample::of).orElse("{\"model\":\"" + NAME + "\"}")
                : NAME + ": " + Directive.without(prompt);
        return Reply.saying(Tokens.pieces(text));
    }

    private static String prompt(ChatRequest request) {
        var texts = request.texts("user");
        return texts.reversed().stream()
                .filter(each -> each.contains("[["))
                .findFirst()
                .orElseGet(() -> texts.isEmpty() ? "" : texts.getLast());
    }
}
