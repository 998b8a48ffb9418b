package io.flotilla.engine.step;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.flotilla.app.CanonicalJson;
import io.flotilla.engine.model.AnswerCache;
import io.flotilla.engine.model.ChatOutcome.Answered;
import io.flotilla.engine.model.ChatParameters;
import java.time.Duration;
import java.util.Optional;

/// Answers of one app version, given again to exactly the same question.
///
/// @param partition whose they are: nobody else's are found
/// @param time      how long they are kept
public record Recall(AnswerCache cache, String partition, Duration time) {
    public Recall {
        requireNonNull(cache, "cache");
        requireNonNull(partition, "partition");
        requireNonNull(time, "time");
    }

    Optional<Answered> find(BoundModel model, Question question, ChatParameters parameters) {
        return cache.find(key(model, question, parameters));
    }

    /// Only a whole answer is kept.
    void keep(BoundModel model, Question question, ChatParameters parameters, Answered answer) {
        if (!answer.finishReason().equals("stop") || !answer.calls().isEmpty()) return;
        cache.keep(key(model, question, parameters), answer, time);
    }

    private String key(BoundModel model, Question question, ChatParameters parameters) {
        var named = JsonNodeFactory.instance.objectNode();
        named.put("partition", partition).put("model", model.name()).put("provider", model.provider());
        named.put("parameters", parameters.toString());
        named.put("messages", question.messages().toString());
        named.put("tools", question.tools().toString());
        named.set("schema", question.schema());
        return CanonicalJson.hash(named);
    }
}
