package io.flotilla.sandbox.scripted;

import io.flotilla.sandbox.chat.Reply;
import io.flotilla.sandbox.chat.Reply.Ending;
import io.flotilla.sandbox.scripted.Directive.Unreadable;
import io.flotilla.sandbox.text.Tokens;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What the directives of one prompt add up to.
final class Script {
    private static final int PIECES_BEFORE_THE_END = 3;

    private Duration before = Duration.ZERO;
    private Duration pause = Duration.ZERO;
    private Ending ending = Ending.WHOLE;
    private int piecesBeforeEnding = Integer.MAX_VALUE;
    private @Nullable List<String> pieces;
    private @Nullable Reply instead;

    private Script() {}

    static Script of(List<Directive> directives) throws Unreadable {
        var script = new Script();
        for (Directive each : directives) script.add(each);
        return script;
    }

    /// The reply, with the text of `otherwise` where the directives name none.
    Reply reply(Unscripted otherwise) throws Unreadable {
        return switch (instead) {
            case Reply.CallsTool(var tool, var arguments, var _) -> new Reply.CallsTool(tool, arguments, before);
            case Reply other -> other;
            case null -> said(otherwise);
        };
    }

    /// An error of this status, as OpenAI words it.
    static Reply status(int status, Words words) throws Unreadable {
        if (status < 400 || status > 599) throw new Unreadable("a status is a number from 400 to 599");
        Duration wait = words.take("after") ? words.time() : Duration.ofSeconds(1);
        return switch (status) {
            case 429 -> refusal(429, "requests", "rate_limit_exceeded", Optional.of(wait));
            case 401 -> refusal(401, "invalid_request_error", "invalid_api_key", Optional.empty());
            case 503 -> refusal(503, "server_error", "overloaded", Optional.of(wait));
            default ->
                refusal(
                        status,
                        status >= 500 ? "server_error" : "invalid_request_error",
                        "scripted_" + status,
                        Optional.empty());
        };
    }

    private void add(Directive directive) throws Unreadable {
        var words = new Words(directive);
        switch (directive.name()) {
            case "say" -> pieces = Tokens.pieces(directive.argument());
            case "json" -> pieces = Tokens.pieces(directive.argument());
            case "tool" -> instead = toolCall(directive.argument());
            case "delay" -> before = words.time();
            case "slow" -> slow(words);
            case "cut" -> end(Ending.CUT, words);
            case "unfinished" -> end(Ending.UNFINISHED, words);
            case "error-event" -> end(Ending.ERROR_EVENT, words);
            case "hang" -> end(Ending.HANGS, words);
            case "status" -> instead = status(words.number(), words);
            case "garbage" -> instead = new Reply.TalksGarbage();
            case "never" -> instead = new Reply.NeverAnswers();
            case "fail-once", "fail-times" -> {} // had its turn before
            default -> throw new Unreadable("there is no directive [[" + directive.name() + "]]");
        }
    }

    private void slow(Words words) throws Unreadable {
        int count = words.number();
        words.take("tokens");
        pause = words.time();
        pieces = IntStream.rangeClosed(1, count).mapToObj(i -> "t" + i + " ").toList();
    }

    private void end(Ending how, Words words) throws Unreadable {
        ending = how;
        piecesBeforeEnding = words.numberOr(PIECES_BEFORE_THE_END);
    }

    private Reply said(Unscripted otherwise) throws Unreadable {
        List<String> text = pieces;
        if (text == null && otherwise.reply() instanceof Reply.Says says) text = says.pieces();
        if (text == null) text = List.of();
        List<String> kept = text.size() <= piecesBeforeEnding ? text : text.subList(0, piecesBeforeEnding);
        return new Reply.Says(kept, before, pause, ending);
    }

    private static Reply toolCall(String argument) throws Unreadable {
        int space = argument.indexOf(' ');
        if (space < 0) throw new Unreadable("[[tool]] needs a name and a JSON object");
        return new Reply.CallsTool(
                argument.substring(0, space), argument.substring(space + 1).strip(), Duration.ZERO);
    }

    private static Reply refusal(int status, String type, String code, Optional<Duration> retryAfter) {
        return new Reply.Refuses(status, type, code, "sandbox-scripted answers with status " + status, retryAfter);
    }

    /// What is said when no directive says what.
    interface Unscripted {
        Reply reply() throws Unreadable;
    }
}
