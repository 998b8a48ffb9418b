package io.flotilla.engine.model;

import java.time.Duration;
import java.util.Optional;

/// Remembers answers to exactly the same question. A key names all that an answer depends on, and whose it is.
public interface AnswerCache {
    /// Remembers nothing.
    AnswerCache NONE = new AnswerCache() {
        @Override
        public Optional<ChatOutcome.Answered> find(String key) {
            return Optional.empty();
        }

        @Override
        public void keep(String key, ChatOutcome.Answered answer, Duration time) {}
    };

    /// The answer kept under a key, if its time is not over.
    Optional<ChatOutcome.Answered> find(String key);

    /// Keeps an answer for some time, or shorter when there is no room.
    void keep(String key, ChatOutcome.Answered answer, Duration time);
}
