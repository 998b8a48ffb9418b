package io.flotilla.sandbox.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Cuts a text into sentences, Chinese and English.
public final class Sentences {
    private static final Pattern SENTENCE = Pattern.compile(
            "[^。！？!?；;]+?(?:[。！？!?；;]+[”’」』\"]?|(?<=[a-z0-9)\"%])\\.(?=\\s+[A-Z\"(\\[])|$)", Pattern.DOTALL);

    private Sentences() {}

    /// The sentences of one line; what is too short to be one stays with the sentence before it.
    public static List<String> of(String line) {
        var sentences = new ArrayList<String>();
        Matcher matcher = SENTENCE.matcher(line);
        while (matcher.find()) {
            String sentence = matcher.group().strip();
            if (sentence.isEmpty()) continue;
            if (sentence.length() < 4 && !sentences.isEmpty()) {
                sentences.add(sentences.removeLast() + sentence);
            } else {
                sentences.add(sentence);
            }
        }
        return sentences;
    }

    /// Whether the text ends as a sentence does, and so is more than a heading or a field of a record.
    public static boolean isWhole(String text) {
        return text.strip().matches("(?s).*[。！？!?.；;…][”’」』\")]?");
    }
}
