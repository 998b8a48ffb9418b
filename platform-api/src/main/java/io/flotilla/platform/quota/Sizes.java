package io.flotilla.platform.quota;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.app.definition.AgentStep;
import io.flotilla.app.definition.AppSpec;
import io.flotilla.app.definition.BranchStep;
import io.flotilla.app.definition.ClassifyStep;
import io.flotilla.app.definition.EachStep;
import io.flotilla.app.definition.ExtractStep;
import io.flotilla.app.definition.PromptStep;
import io.flotilla.app.definition.Step;
import io.flotilla.app.definition.TokenBounds;
import io.flotilla.app.definition.ToolStep;
import io.flotilla.app.definition.TransformStep;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// How long the prompts of an app can be: their own words, the inputs, and what earlier steps yield. What a connector
/// returns or a list holds is guessed; the workers stop what turns out longer than its hold.
final class Sizes {
    private static final Pattern EXPRESSION = Pattern.compile("\\{\\{(.*?)}}", Pattern.DOTALL);
    /// A token of a model's answer is a few bytes of the next prompt, and bytes are what a prompt is bounded by.
    private static final long BYTES_PER_TOKEN = 8;
    private static final Size UNKNOWN = new Size(64 << 10, true);
    private static final Size SMALL = new Size(64, false);

    private final AppSpec spec;
    private final Size inputs;
    private final Map<String, Size> outputs = new HashMap<>();

    Sizes(AppSpec spec, JsonNode inputs) {
        this.spec = spec;
        this.inputs = new Size(TokenBounds.ofText(inputs.toString()), false);
        measure(spec.steps());
    }

    /// The input of one call.
    Size input(ModelUse use) {
        var contents = Size.NONE;
        for (String each : use.messages()) contents = contents.plus(text(each));
        for (String each : use.more()) contents = contents.plus(text(each));
        return new Size(
                TokenBounds.ofPrompt(use.messages().size(), contents.tokens), contents.guessed || use.guessed());
    }

    /// Steps stand in the order in which they may use each other.
    private void measure(List<Step> steps) {
        for (var step : steps) {
            switch (step) {
                case PromptStep _, ClassifyStep _, ExtractStep _ ->
                    ModelUse.of(step)
                            .ifPresent(use -> outputs.put(
                                    step.id(), new Size(BYTES_PER_TOKEN * WorstCase.outputTokens(spec, use), false)));
                case TransformStep transform ->
                    outputs.put(step.id(), text(transform.value().toString()));
                case ToolStep _, AgentStep _ -> outputs.put(step.id(), UNKNOWN);
                case EachStep each -> {
                    measure(each.body().steps());
                    outputs.put(step.id(), UNKNOWN);
                }
                case BranchStep branch -> {
                    branch.cases().forEach(each -> measure(each.then().steps()));
                    var otherwise = branch.otherwise();
                    if (otherwise != null) measure(otherwise.steps());
                    outputs.put(step.id(), UNKNOWN);
                }
            }
        }
    }

    private Size text(String template) {
        var size = new Size(TokenBounds.ofText(template), false);
        var expressions = EXPRESSION.matcher(template);
        while (expressions.find()) size = size.plus(value(expressions.group(1)));
        return size;
    }

    /// What an expression yields is at most all that it names.
    private Size value(String expression) {
        var size = SMALL;
        if (expression.contains("inputs")) size = size.plus(inputs);
        if (expression.contains("item")) size = size.plus(UNKNOWN);
        for (var each : outputs.entrySet()) {
            if (expression.contains(each.getKey())) size = size.plus(each.getValue());
        }
        return expression.contains("steps") && size.equals(SMALL) ? UNKNOWN : size;
    }

    /// So many tokens at most.
    ///
    /// @param guessed whether something in it has no bound that is known
    record Size(long tokens, boolean guessed) {
        static final Size NONE = new Size(0, false);

        Size plus(Size other) {
            return new Size(tokens + other.tokens, guessed || other.guessed);
        }
    }
}
