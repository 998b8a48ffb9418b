package io.flotilla.sandbox.embedding;

import io.flotilla.sandbox.text.Language;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Vectors of sentences, by language. Loads in the background from the moment it is made; who comes earlier waits.
/// The work is done on few platform threads, so that native code never holds the threads the server answers on.
public final class Embeddings implements AutoCloseable {
    private static final int REMEMBERED = 8_000;

    private record Key(Language language, String text) {}

    private final ExecutorService threads = Executors.newFixedThreadPool(
            Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
            Thread.ofPlatform().name("embedding-", 0).daemon().factory());
    private final Map<Language, CompletableFuture<SentenceEncoder>> encoders = new EnumMap<>(Language.class);
    private final Map<Key, float[]> remembered = Collections.synchronizedMap(new Recent());

    /// Begins to load.
    public Embeddings() {
        for (Language each : Language.values()) {
            encoders.put(each, CompletableFuture.supplyAsync(() -> SentenceEncoder.load(Weights.of(each)), threads));
        }
    }

    /// `true` once every language is loaded.
    public boolean ready() {
        return encoders.values().stream().allMatch(each -> each.isDone() && !each.isCompletedExceptionally());
    }

    /// The vectors of sentences, in their order, each of length 1.
    public List<float[]> of(Language language, List<String> texts) {
        var vectors =
                texts.stream().map(text -> vector(new Key(language, text))).toList();
        return vectors.stream().map(CompletableFuture::join).toList();
    }

    /// The vector of a question that looks for sentences.
    public float[] ofQuestion(Language language, String question) {
        return vector(new Key(language, Weights.of(language).query() + question))
                .join();
    }

    /// How alike two sentences are, by their vectors: 1 for the same, about 0 for strangers.
    public static double likeness(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) sum += one[i] * other[i];
        return sum;
    }

    @Override
    public void close() {
        threads.shutdown();
    }

    private CompletableFuture<float[]> vector(Key key) {
        float[] known = remembered.get(key);
        if (known != null) return CompletableFuture.completedFuture(known);
        return encoder(key.language())
                .thenApplyAsync(
                        encoder -> {
                            float[] vector = encoder.vector(key.text());
                            remembered.put(key, vector);
                            return vector;
                        },
                        threads);
    }

    private CompletableFuture<SentenceEncoder> encoder(Language language) {
        var encoder = encoders.get(language);
        if (encoder == null) throw new IllegalStateException("no encoder for " + language);
        return encoder;
    }

    /// The most recently used vectors.
    private static final class Recent extends LinkedHashMap<Key, float[]> {
        private static final long serialVersionUID = 1;

        Recent() {
            super(1024, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, float[]> eldest) {
            return size() > REMEMBERED;
        }
    }
}
