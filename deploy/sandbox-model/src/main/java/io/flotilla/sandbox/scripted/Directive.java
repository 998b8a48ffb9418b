package io.flotilla.sandbox.scripted;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One directive in a prompt: `[[name argument]]`.
///
/// @param argument everything between the name and `]]`, trimmed; for `json` and `tool` it may itself hold `]]`
record Directive(String name, String argument) {
    private static final Pattern START = Pattern.compile("\\[\\[([a-z][a-z-]*)\\s*");
    private static final ObjectMapper JSON = new ObjectMapper();

    /// The directives of a text, in order. Text around them does not matter.
    ///
    /// @throws Unreadable when one is not closed, or its JSON is none
    static List<Directive> in(String text) throws Unreadable {
        var found = new ArrayList<Directive>();
        Matcher start = START.matcher(text);
        int from = 0;
        while (start.find(from)) {
            String name = start.group(1);
            int after = start.end();
            int end = text.indexOf("]]", afterJson(name, text, after));
            if (end < 0) throw new Unreadable("the directive [[" + name + " is not closed by ]]");
            found.add(new Directive(name, text.substring(after, end).strip()));
            from = end + 2;
        }
        return found;
    }

    /// The text without its directives.
    static String without(String text) throws Unreadable {
        String rest = text;
        Matcher start = START.matcher(rest);
        while (start.find()) {
            int end = rest.indexOf("]]", afterJson(start.group(1), rest, start.end()));
            if (end < 0) throw new Unreadable("a directive is not closed by ]]");
            rest = rest.substring(0, start.start()) + rest.substring(end + 2);
            start = START.matcher(rest);
        }
        return rest.strip();
    }

    /// The argument's words.
    List<String> words() {
        return argument.isEmpty() ? List.of() : List.of(argument.split("\\s+"));
    }

    private static int afterJson(String name, String text, int from) throws Unreadable {
        if (!name.equals("json") && !name.equals("tool")) return from;
        int brace = text.indexOf('{', from);
        int close = text.indexOf("]]", from);
        if (brace < 0 || (close >= 0 && close < brace)) return from;
        String tail = text.substring(brace);
        try (JsonParser parser = JSON.createParser(tail)) {
            JsonNode tree = parser.readValueAsTree();
            if (tree == null || !tree.isObject()) throw new Unreadable("[[" + name + "]] needs a JSON object");
            return brace + (int) parser.currentLocation().getCharOffset();
        } catch (IOException e) {
            throw new Unreadable("[[" + name + "]] holds no readable JSON object");
        }
    }

    /// A directive that cannot be read or followed; the caller is told by a 400.
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        Unreadable(String message) {
            super(message);
        }

        String text() {
            return String.valueOf(getMessage());
        }
    }
}
