package io.flotilla.sandbox.reader;

import io.flotilla.sandbox.text.Language;
import io.flotilla.sandbox.text.Sentences;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One sentence of the material.
///
/// @param mark   how it is cited: the mark its line begins with (`[CARD-2] …`), else its number in the material
/// @param marked whether the material itself gave it the mark
record Passage(String text, String mark, boolean marked) {
    private static final Pattern MARKED =
            Pattern.compile("(?:[-*•]\\s+)?(?:\\[([^\\[\\]]{1,24})]|【([^【】]{1,24})】)\\s*(.*)");
    private static final Pattern BULLET = Pattern.compile("^(?:[-*•]|\\d{1,3}[.)、](?!\\d))\\s*");

    static List<Passage> of(String material) {
        var passages = new ArrayList<Passage>();
        for (String line : material.split("\\R")) {
            Matcher marked = MARKED.matcher(line.strip());
            boolean hasMark = marked.matches();
            String body =
                    hasMark ? marked.group(3) : BULLET.matcher(line.strip()).replaceFirst("");
            if (body.matches("[-=_*\\s]*")) continue;
            for (String sentence : Sentences.of(body)) {
                String mark =
                        hasMark ? String.valueOf(marked.group(1) == null ? marked.group(2) : marked.group(1)) : "";
                passages.add(new Passage(sentence, hasMark ? mark : Integer.toString(passages.size() + 1), hasMark));
            }
        }
        return passages;
    }

    String cited() {
        String space = Language.of(text) == Language.ZH ? "" : " ";
        return text + space + "[" + mark + "]";
    }
}
