package io.flotilla.sandbox.reader;

import io.flotilla.sandbox.embedding.Embeddings;
import io.flotilla.sandbox.text.Language;
import io.flotilla.sandbox.text.Sentences;
import io.flotilla.sandbox.text.WordMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Chooses the label whose description is most like the text.
final class Labels {
    private static final Pattern OPTION = Pattern.compile(
            "(?:[-*•]|\\d{1,3}[.)、])?\\s*[`\"“]?([\\p{L}\\d][\\p{L}\\d_./-]*)[`\"”]?\\s*(?:[:：=]|[-–—]{1,2}\\s)\\s*(.+)");
    private static final Pattern OTHERWISE = Pattern.compile("(?i)others?|unknown|none|anything|misc|其他|其它|未知|无");

    private static final int SHORTEST_TELLING_REST = 24;

    private final Embeddings embeddings;

    Labels(Embeddings embeddings) {
        this.embeddings = embeddings;
    }

    /// A label and what it stands for.
    record Option(String name, String description) {
        boolean takesTheRest() {
            return OTHERWISE.matcher(name).matches();
        }

        /// `anything else` says nothing a text could be like; `anything else, such as certificates and statements` does.
        boolean canBeLike() {
            return !takesTheRest() || description.length() > SHORTEST_TELLING_REST;
        }
    }

    /// The label chosen.
    ///
    /// @param likeness how like the text its description is
    record Choice(String name, double likeness) {}

    /// The options of a text that lists them: one a line with a description, or names only, separated by commas.
    static List<Option> options(String text) {
        var options = new ArrayList<Option>();
        for (String line : text.split("\\R")) {
            Matcher matcher = OPTION.matcher(line.strip());
            if (matcher.matches()) {
                options.add(new Option(matcher.group(1), matcher.group(2)));
                continue;
            }
            for (String name :
                    line.replaceFirst("^\\s*(?:[-*•]|\\d{1,3}[.)、])\\s*", "").split("[,，、|/]")) {
                String plain = name.strip().replaceAll("^[`\"“]|[`\"”.。]$", "");
                if (!plain.isEmpty()) options.add(new Option(plain, spoken(plain)));
            }
        }
        return options;
    }

    /// A name as words: `lost-card` is `lost card`.
    static String spoken(String name) {
        return name.replaceAll("[-_./]", " ")
                .replaceAll("(?<=\\p{Ll})(?=\\p{Lu})", " ")
                .toLowerCase(Locale.ROOT);
    }

    Choice choose(String text, List<Option> options) {
        var language = Language.of(text);
        var named = options.stream().filter(Option::canBeLike).toList();
        if (named.isEmpty()) return new Choice(options.getFirst().name(), 0);
        var descriptions =
                named.stream().map(each -> language.partsOf(each.description())).toList();
        var vectors = embeddings.of(language, descriptions);
        var parts = parts(text);
        double[] shares = new WordMatch(descriptions).shares(text);
        Choice best = new Choice(named.getFirst().name(), -1);
        double bestScore = -1;
        for (int i = 0; i < named.size(); i++) {
            double likeness = likeness(embeddings.of(language, parts), vectors.get(i));
            double score = 2 * likeness + 0.6 * shares[i];
            if (score <= bestScore) continue;
            bestScore = score;
            best = new Choice(named.get(i).name(), likeness);
        }
        return orTheRest(best, language, options);
    }

    private static Choice orTheRest(Choice best, Language language, List<Option> options) {
        if (best.likeness() >= Reading.leastLikeness(language)) return best;
        return options.stream()
                .filter(Option::takesTheRest)
                .findFirst()
                .map(rest -> new Choice(rest.name(), 1 - best.likeness()))
                .orElse(best);
    }

    /// The whole text and its sentences: what a letter is about is often said in one of them.
    private static List<String> parts(String text) {
        var parts = new ArrayList<String>();
        parts.add(text);
        for (String line : text.split("\\R")) parts.addAll(Sentences.of(line));
        return parts;
    }

    private static double likeness(List<float[]> parts, float[] description) {
        double whole = Embeddings.likeness(parts.getFirst(), description);
        double best = parts.stream()
                .mapToDouble(each -> Embeddings.likeness(each, description))
                .max()
                .orElse(whole);
        return (whole + best) / 2;
    }
}
