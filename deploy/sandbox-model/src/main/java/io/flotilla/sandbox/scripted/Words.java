package io.flotilla.sandbox.scripted;

import io.flotilla.sandbox.scripted.Directive.Unreadable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The words of a directive, taken one by one from the left.
final class Words {
    private static final Pattern TIME = Pattern.compile("(\\d{1,7})(ms|s|m)");

    private final String directive;
    private final Deque<String> left;

    Words(Directive directive) {
        this.directive = directive.name();
        this.left = new ArrayDeque<>(directive.words());
    }

    /// The next word, a whole number.
    int number() throws Unreadable {
        String word = next("a number");
        if (!word.matches("\\d{1,6}")) throw unreadable("a number", word);
        return Integer.parseInt(word);
    }

    /// The next word if it is a whole number, else the value given.
    int numberOr(int otherwise) throws Unreadable {
        return !left.isEmpty() && left.peek().matches("\\d{1,6}") ? number() : otherwise;
    }

    /// The next word, a time such as `50ms` or `2s`.
    Duration time() throws Unreadable {
        String word = next("a time such as 50ms or 2s");
        Matcher matcher = TIME.matcher(word);
        if (!matcher.matches()) throw unreadable("a time such as 50ms or 2s", word);
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            default -> Duration.ofMinutes(amount);
        };
    }

    /// Takes the next word if it is this one.
    boolean take(String word) {
        if (!word.equals(left.peek())) return false;
        left.remove();
        return true;
    }

    /// Takes the value of `name=value`, wherever it stands.
    Optional<String> option(String name) {
        Optional<String> found =
                left.stream().filter(each -> each.startsWith(name + "=")).findFirst();
        found.ifPresent(left::remove);
        return found.map(each -> each.substring(name.length() + 1));
    }

    private String next(String expected) throws Unreadable {
        String word = left.poll();
        if (word == null) throw new Unreadable("[[%s]] lacks %s".formatted(directive, expected));
        return word;
    }

    private Unreadable unreadable(String expected, String word) {
        return new Unreadable("[[%s]] expects %s, not '%s'".formatted(directive, expected, word));
    }
}
