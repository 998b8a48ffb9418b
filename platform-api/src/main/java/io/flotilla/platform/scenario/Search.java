package io.flotilla.platform.scenario;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// What somebody looks for: words of either language or parts of a code. Chinese needs no spaces: `银行投诉` finds what has
/// both `银行` and `投诉`.
record Search(List<String> terms) {
    private static final int NAMED = 1;
    private static final int CODED = 2;
    private static final int PLACED = 3;

    static Search of(String text) {
        return new Search(Arrays.stream(text.split("\\s+"))
                .map(Search::plain)
                .filter(term -> !term.isEmpty())
                .toList());
    }

    /// How far a scenario is from what is looked for, from 0; empty when it is something else.
    OptionalInt distance(Scenario scenario) {
        int sum = 0;
        for (String term : terms) {
            var distance = distance(term, scenario);
            if (distance.isEmpty()) return distance;
            sum += distance.getAsInt();
        }
        return OptionalInt.of(sum);
    }

    private static OptionalInt distance(String term, Scenario scenario) {
        var names = plain(scenario.name()).toList();
        var code = plain(scenario.code());
        if (names.contains(term) || code.equals(term)) return OptionalInt.of(0);
        if (names.stream().anyMatch(name -> name.contains(term))) return OptionalInt.of(NAMED);
        if (code.contains(term)) return OptionalInt.of(CODED);
        var places = places(scenario);
        if (places.stream().anyMatch(place -> place.contains(term))) return OptionalInt.of(PLACED);
        if (!isChinese(term)) return OptionalInt.empty();
        int pieces = pieces(term, Stream.concat(names.stream(), places.stream()).toList());
        return pieces < Integer.MAX_VALUE ? OptionalInt.of(PLACED + pieces) : OptionalInt.empty();
    }

    /// The fewest pieces of two signs or more that the term can be cut into so that each stands in one of the texts.
    private static int pieces(String term, List<String> texts) {
        var fewest = new int[term.length() + 1];
        Arrays.fill(fewest, 1, fewest.length, Integer.MAX_VALUE);
        for (int end = 2; end <= term.length(); end++) {
            for (int start = 0; start <= end - 2; start++) {
                var piece = term.substring(start, end);
                if (fewest[start] == Integer.MAX_VALUE || texts.stream().noneMatch(text -> text.contains(piece))) continue;
                fewest[end] = Math.min(fewest[end], fewest[start] + 1);
            }
        }
        return fewest[term.length()];
    }

    private static List<String> places(Scenario scenario) {
        var own = Stream.concat(plain(scenario.industry().name()), plain(scenario.domain().name()));
        var area = scenario.area();
        return (area == null ? own : Stream.concat(own, plain(area))).toList();
    }

    private static Stream<String> plain(Names names) {
        return Stream.of(plain(names.zh()), plain(names.en()));
    }

    /// Letters and digits alone, so that neither dots, dashes and spaces nor full-width forms and case keep apart what is one.
    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]", "");
    }

    private static boolean isChinese(String term) {
        return term.codePoints().anyMatch(Character::isIdeographic);
    }
}
