package io.flotilla.platform.quota;

import io.flotilla.app.definition.AgentStep;
import io.flotilla.app.definition.BranchStep;
import io.flotilla.app.definition.ClassifyStep;
import io.flotilla.app.definition.EachStep;
import io.flotilla.app.definition.ExtractStep;
import io.flotilla.app.definition.Message;
import io.flotilla.app.definition.ModelParameters;
import io.flotilla.app.definition.PromptStep;
import io.flotilla.app.definition.Step;
import io.flotilla.app.definition.ToolStep;
import io.flotilla.app.definition.TransformStep;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// What a step asks of models.
///
/// @param alias    the route that it asks
/// @param messages what is said, a text with `{{ }}` for each message
/// @param more     what goes along: schemas, tools
/// @param images   how many are shown, as far as the app says
/// @param times    how often a model is asked at most
/// @param guessed  whether what is said may grow by what nobody knows before
record ModelUse(
        String alias,
        ModelParameters parameters,
        List<String> messages,
        List<String> more,
        int images,
        long times,
        boolean guessed) {
    /// An answer that does not stand is asked for once more.
    private static final int WITH_REPAIR = 2;
    /// The worker's own words around a text that is labelled or read.
    private static final String FRAME = " ".repeat(2_000);

    ModelUse {
        messages = List.copyOf(messages);
        more = List.copyOf(more);
    }

    /// What this step itself asks, if it does.
    static Optional<ModelUse> of(Step step) {
        return switch (step) {
            case PromptStep prompt -> Optional.of(of(prompt));
            case ClassifyStep classify -> Optional.of(of(classify));
            case ExtractStep extract -> Optional.of(of(extract));
            case AgentStep agent -> Optional.of(of(agent));
            case BranchStep _, EachStep _, ToolStep _, TransformStep _ -> Optional.empty();
        };
    }

    private static ModelUse of(PromptStep prompt) {
        var messages = new ArrayList<>(
                prompt.messages().stream().map(Message::content).toList());
        var more = new ArrayList<String>();
        var history = prompt.history();
        if (history != null) {
            more.add("{{ %s }}".formatted(history.messages()));
            messages.addAll(Collections.nCopies(history.window(), ""));
        }
        more.addAll(prompt.images());
        prompt.tools().forEach(tool -> more.add(tool.toString()));
        if (prompt.schema() != null) more.add(prompt.schema().toString());
        boolean judged = prompt.schema() != null || prompt.verify() != null;
        return new ModelUse(
                prompt.model(),
                prompt.parameters(),
                messages,
                more,
                prompt.images().size(),
                judged ? WITH_REPAIR : 1,
                !prompt.images().isEmpty());
    }

    /// The labels stand in the text and in the schema.
    private static ModelUse of(ClassifyStep classify) {
        var messages = new ArrayList<String>();
        messages.add(classify.text());
        classify.examples().forEach(each -> {
            messages.add(each.text());
            messages.add(each.label());
        });
        var labels = classify.classes().toString();
        var instructions = Objects.requireNonNullElse(classify.instructions(), "");
        return new ModelUse(
                classify.model(),
                classify.parameters(),
                messages,
                List.of(FRAME, labels, labels, instructions),
                0,
                WITH_REPAIR,
                false);
    }

    private static ModelUse of(ExtractStep extract) {
        var instructions = Objects.requireNonNullElse(extract.instructions(), "");
        return new ModelUse(
                extract.model(),
                extract.parameters(),
                List.of(extract.text(), instructions),
                List.of(FRAME, extract.schema().toString()),
                0,
                WITH_REPAIR,
                false);
    }

    /// What its tools answer is read again and again.
    private static ModelUse of(AgentStep agent) {
        var messages = Stream.concat(Stream.ofNullable(agent.system()), Stream.of(agent.user()))
                .toList();
        var more = new ArrayList<String>();
        agent.tools().forEach(tool -> more.add(tool.toString()));
        if (agent.schema() != null) more.add(agent.schema().toString());
        return new ModelUse(agent.model(), agent.parameters(), messages, more, 0, agent.maxCalls(), true);
    }
}
