package io.flotilla.sandbox.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The terms of a text for comparing by words: pairs of neighbouring characters in Chinese, clipped words elsewhere.
///
/// Pairs need no dictionary and do as well as words for ranking a few dozen sentences; a segmenter would add 8 MB.
final class Terms {
    private static final Pattern WORD = Pattern.compile("[a-z0-9]+");
    private static final Set<String> STOP_WORDS = Set.of(
            ("the of a an in to is was what which who did do does how and for on at by that were are when where with as it many much from i my "
                            + "me you your we our be been have has had this can could will would not no if or so but they he she his her")
                    .split(" "));

    private Terms() {}

    static List<String> of(String text) {
        var terms = new ArrayList<String>();
        String lower = text.toLowerCase(Locale.ROOT);
        Matcher matcher = WORD.matcher(lower);
        while (matcher.find()) {
            String word = matcher.group();
            if (!STOP_WORDS.contains(word)) terms.add(clipped(word));
        }
        int[] points = lower.codePoints().toArray();
        for (int i = 0; i + 1 < points.length; i++) {
            if (Language.isHan(points[i]) && Language.isHan(points[i + 1])) terms.add(new String(points, i, 2));
        }
        return terms;
    }

    private static String clipped(String word) {
        return word.length() > 4 ? word.substring(0, Math.max(4, word.length() - 2)) : word;
    }
}
