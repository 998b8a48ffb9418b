package io.flotilla.sandbox.text;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// Ranks the texts of a small collection by the words they share with a question (BM25, k1 = 1.2, b = 0.75).
public final class WordMatch {
    private record Document(Map<String, Integer> counts, int length) {}

    private final List<Document> documents;
    private final Map<String, Integer> documentsWith = new HashMap<>();
    private final double averageLength;

    /// A collection of texts.
    public WordMatch(List<String> texts) {
        documents = texts.stream().map(WordMatch::document).toList();
        for (Document each : documents)
            each.counts().keySet().forEach(term -> documentsWith.merge(term, 1, Integer::sum));
        averageLength = Math.max(
                1, documents.stream().mapToInt(Document::length).average().orElse(1));
    }

    /// Each text's share of the best text's score: 1 for the best, all 0 when no word is shared.
    public double[] shares(String question) {
        var terms = new HashSet<>(Terms.of(question));
        double[] scores =
                documents.stream().mapToDouble(each -> score(terms, each)).toArray();
        double best = 0;
        for (double each : scores) best = Math.max(best, each);
        if (best == 0) return scores;
        for (int i = 0; i < scores.length; i++) scores[i] /= best;
        return scores;
    }

    private double score(Iterable<String> terms, Document document) {
        double score = 0;
        for (String term : terms) {
            int count = document.counts().getOrDefault(term, 0);
            if (count == 0) continue;
            double with = documentsWith.getOrDefault(term, 0);
            double rarity = Math.log(1 + (documents.size() - with + 0.5) / (with + 0.5));
            score += rarity * count * 2.2 / (count + 1.2 * (0.25 + 0.75 * document.length() / averageLength));
        }
        return score;
    }

    private static Document document(String text) {
        var counts = new HashMap<String, Integer>();
        var terms = Terms.of(text);
        terms.forEach(term -> counts.merge(term, 1, Integer::sum));
        return new Document(counts, terms.size());
    }
}
