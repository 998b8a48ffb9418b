package io.flotilla.sandbox.reader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.flotilla.sandbox.chat.ChatModel;
import io.flotilla.sandbox.chat.ChatRequest;
import io.flotilla.sandbox.chat.Reply;
import io.flotilla.sandbox.embedding.Embeddings;
import io.flotilla.sandbox.text.Language;
import io.flotilla.sandbox.text.Sentences;
import io.flotilla.sandbox.text.Tokens;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// `builtin-reader`: answers from the material in the prompt with sentences of it, each cited, and says so when nothing
/// fits. How it reads a prompt is in
/// `docs/sandbox-model.md`.
public final class ReaderModel implements ChatModel {
    /// The name it is asked for by.
    public static final String NAME = "builtin-reader";

    private static final Pattern SUMMARISE = Pattern.compile("(?i)summar|tl;?dr|摘要|总结|概括|归纳");
    private static final Pattern WRITE =
            Pattern.compile("(?i)\\b(draft|write|reply|letter|compose|list)\\b|起草|撰写|回复|答复|回信|列出");
    private static final int LONGEST_LETTER = 3;
    private static final int LONGEST_SUMMARY = 3;
    private static final double CLOSE_TO_THE_BEST = 0.55;

    private final Embeddings embeddings;
    private final Reading reading;
    private final Labels labels;
    private final Summary summary;
    private final SchemaFiller filler;

    /// A reader on these vectors.
    public ReaderModel(Embeddings embeddings) {
        this.embeddings = embeddings;
        this.reading = new Reading(embeddings);
        this.labels = new Labels(embeddings);
        this.summary = new Summary(embeddings);
        this.filler = new SchemaFiller(reading, labels);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean ready() {
        return embeddings.ready();
    }

    @Override
    public Reply reply(ChatRequest request) {
        String answer = answer(request);
        boolean bare = request.json() && request.schema().isEmpty();
        String said = bare ? JsonNodeFactory.instance.objectNode().put("answer", answer).toString() : answer;
        return Reply.saying(Tokens.pieces(said));
    }

    private String answer(ChatRequest request) {
        var prompt = Prompt.of(request);
        Optional<JsonNode> schema = request.schema();
        if (schema.isPresent()) return filler.fill(schema.get(), prompt).toString();
        String instructions = prompt.task().isBlank() ? prompt.question() : prompt.task();
        if (SUMMARISE.matcher(instructions).find()) return summarised(prompt);
        var options = Labels.options(prompt.options());
        if (!options.isEmpty()) return labels.choose(prompt.question(), options).name();
        return read(prompt, WRITE.matcher(instructions).find());
    }

    private String summarised(Prompt prompt) {
        String text = prompt.material().isBlank() ? prompt.question() : prompt.material();
        return cited(summary.of(Passage.of(text), LONGEST_SUMMARY), Language.of(text));
    }

    private String read(Prompt prompt, boolean letter) {
        var language = Language.of(prompt.question());
        var material = Passage.of(prompt.material());
        if (material.isEmpty()) return Phrases.noMaterial(language);
        if (letter) material = quotable(material);
        if (reading.ranked(language, prompt.question(), material).isEmpty()) return Phrases.otherLanguage(language);
        var hits = letter ? reading.findForLetter(prompt.question(), material) : reading.find(prompt.question(), material);
        if (hits.isEmpty()) return Phrases.notInTheMaterial(language);
        if (!letter) return hits.getFirst().passage().cited();
        return cited(letter(hits), language);
    }

    /// For a letter only whole sentences are quoted, and only marked ones where the material has marks: the fields of a record are for whoever asks for them.
    private static List<Passage> quotable(List<Passage> material) {
        boolean marks = material.stream().anyMatch(Passage::marked);
        return material.stream()
                .filter(each -> Sentences.isWhole(each.text()) && (each.marked() || !marks))
                .toList();
    }

    /// The best sentences that are nearly as good as the very best, in the order of the material.
    private static List<Passage> letter(List<Reading.Hit> hits) {
        double least = hits.getFirst().score() * CLOSE_TO_THE_BEST;
        return hits.stream()
                .limit(LONGEST_LETTER)
                .filter(each -> each.score() >= least)
                .sorted(Comparator.comparingInt(Reading.Hit::place))
                .map(Reading.Hit::passage)
                .toList();
    }

    private static String cited(List<Passage> passages, Language language) {
        String between = language == Language.ZH ? "" : " ";
        return passages.stream().map(Passage::cited).collect(Collectors.joining(between));
    }
}
