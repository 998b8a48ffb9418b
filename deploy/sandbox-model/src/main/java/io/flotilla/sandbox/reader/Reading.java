package io.flotilla.sandbox.reader;

import io.flotilla.sandbox.embedding.Embeddings;
import io.flotilla.sandbox.text.Language;
import io.flotilla.sandbox.text.Sentences;
import io.flotilla.sandbox.text.WordMatch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;

/// Finds the sentences of a material that fit a question: two parts meaning (cosine of the vectors), six tenths of a
/// part shared words.
final class Reading {
    /// Below these, measured on questions put to other material, nothing fits.
    private static final double LEAST_LIKENESS_ZH = 0.484;

    private static final double LEAST_LIKENESS_EN = 0.336;

    private final Embeddings embeddings;

    Reading(Embeddings embeddings) {
        this.embeddings = embeddings;
    }

    /// A sentence and how well it fits.
    ///
    /// @param place    its place in the material
    /// @param likeness by meaning alone
    /// @param score    by meaning and words
    record Hit(Passage passage, int place, double likeness, double score) {}

    /// The sentences in the question's language that fit, the best first; none when nothing does.
    List<Hit> find(String question, List<Passage> material) {
        var language = Language.of(question);
        var all = ranked(language, question, material);
        double best = all.stream().mapToDouble(Hit::likeness).max().orElse(0);
        return best < leastLikeness(language) ? List.of() : all;
    }

    /// Like [#find], for a letter of several sentences: each sentence of the material counts half by the whole letter and half by the sentence of
    /// the letter it fits best, so that each of the letter's wishes finds what answers it.
    List<Hit> findForLetter(String letter, List<Passage> material) {
        var hits = find(letter, material);
        var parts = letter.lines().flatMap(line -> Sentences.of(line).stream()).toList();
        if (hits.isEmpty() || parts.size() < 2) return hits;
        var best = new HashMap<Integer, Double>();
        for (String part : parts) {
            for (Hit each : ranked(Language.of(letter), part, material)) best.merge(each.place(), each.score(), Math::max);
        }
        return hits.stream()
                .map(each -> new Hit(
                        each.passage(),
                        each.place(),
                        each.likeness(),
                        (each.score() + best.getOrDefault(each.place(), each.score())) / 2))
                .sorted(Comparator.comparingDouble(Hit::score).reversed())
                .toList();
    }

    /// The same without the threshold.
    List<Hit> ranked(Language language, String question, List<Passage> material) {
        var readable = material.stream()
                .filter(each -> readable(language, each.text()))
                .toList();
        if (readable.isEmpty() || question.isBlank()) return List.of();
        var texts = readable.stream().map(Passage::text).toList();
        float[] asked = embeddings.ofQuestion(language, question);
        var vectors = embeddings.of(language, texts);
        double[] shares = new WordMatch(texts).shares(question);
        var hits = new ArrayList<Hit>();
        for (int i = 0; i < texts.size(); i++) {
            double likeness = Embeddings.likeness(asked, vectors.get(i));
            hits.add(new Hit(readable.get(i), i, likeness, 2 * likeness + 0.6 * shares[i]));
        }
        hits.sort(Comparator.comparingDouble(Hit::score).reversed());
        return hits;
    }

    static double leastLikeness(Language language) {
        return switch (language) {
            case ZH -> LEAST_LIKENESS_ZH;
            case EN -> LEAST_LIKENESS_EN;
        };
    }

    /// A sentence in the other language is beyond this reader; numbers and codes belong to every language.
    private static boolean readable(Language language, String text) {
        return Language.of(text) == language || text.codePoints().noneMatch(Character::isLetter);
    }
}
