package io.flotilla.sandbox.reader;

import io.flotilla.sandbox.embedding.Embeddings;
import io.flotilla.sandbox.text.Language;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Picks the sentences that most others are like (TextRank over the likeness of vectors), in the order of the text.
final class Summary {
    private static final double DAMPING = 0.85;
    private static final int ROUNDS = 30;

    private final Embeddings embeddings;

    Summary(Embeddings embeddings) {
        this.embeddings = embeddings;
    }

    List<Passage> of(List<Passage> material, int length) {
        if (material.size() <= length) return material;
        var language = Language.of(
                String.join(" ", material.stream().map(Passage::text).toList()));
        double[] ranks = ranks(
                embeddings.of(language, material.stream().map(Passage::text).toList()));
        return IntStream.range(0, material.size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -ranks[i]))
                .limit(length)
                .sorted()
                .map(material::get)
                .toList();
    }

    private static double[] ranks(List<float[]> vectors) {
        int size = vectors.size();
        double[][] links = new double[size][size];
        double[] sums = new double[size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                if (i != j) links[i][j] = Math.max(0, Embeddings.likeness(vectors.get(i), vectors.get(j)));
                sums[i] += links[i][j];
            }
        }
        double[] ranks = new double[size];
        Arrays.fill(ranks, 1.0 / size);
        for (int round = 0; round < ROUNDS; round++) ranks = next(ranks, links, sums);
        return ranks;
    }

    private static double[] next(double[] ranks, double[][] links, double[] sums) {
        double[] next = new double[ranks.length];
        Arrays.fill(next, (1 - DAMPING) / ranks.length);
        for (int i = 0; i < ranks.length; i++) {
            if (sums[i] == 0) continue;
            for (int j = 0; j < ranks.length; j++) next[j] += DAMPING * ranks[i] * links[i][j] / sums[i];
        }
        return next;
    }
}
