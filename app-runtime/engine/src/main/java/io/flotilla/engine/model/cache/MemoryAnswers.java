package io.flotilla.engine.model.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.flotilla.engine.control.RunClock;
import io.flotilla.engine.model.AnswerCache;
import io.flotilla.engine.model.ChatOutcome.Answered;
import java.time.Duration;
import java.util.Optional;

/// Keeps answers until their time is over, the least useful ones shorter when the room is used up.
public final class MemoryAnswers implements AnswerCache {
    /// What an entry takes besides its text.
    private static final int ENTRY = 300;

    private final Cache<String, Kept> answers;

    /// @param maxBytes of all answers together, as far as their texts tell
    public MemoryAnswers(RunClock clock, long maxBytes) {
        answers = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((String key, Kept kept) ->
                        ENTRY + 2 * kept.answer().text().length())
                .expireAfter(Expiry.creating((String key, Kept kept) -> kept.time()))
                .ticker(clock::nanoTime)
                .executor(Runnable::run)
                .build();
    }

    @Override
    public Optional<Answered> find(String key) {
        return Optional.ofNullable(answers.getIfPresent(key)).map(Kept::answer);
    }

    @Override
    public void keep(String key, Answered answer, Duration time) {
        answers.put(key, new Kept(answer, time));
    }

    private record Kept(Answered answer, Duration time) {}
}
