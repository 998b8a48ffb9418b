package io.flotilla.app.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.flotilla.app.definition.AgentStep;
import io.flotilla.app.definition.AppSpec;
import io.flotilla.app.definition.BranchStep;
import io.flotilla.app.definition.ClassifyStep;
import io.flotilla.app.definition.EachStep;
import io.flotilla.app.definition.ExtractStep;
import io.flotilla.app.definition.Message;
import io.flotilla.app.definition.NestedSteps;
import io.flotilla.app.definition.OnError;
import io.flotilla.app.definition.PromptStep;
import io.flotilla.app.definition.Step;
import io.flotilla.app.definition.ToolStep;
import io.flotilla.app.definition.TransformStep;
import io.flotilla.app.expression.Draft;
import io.flotilla.app.read.Places;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The steps of an app with their places in the document and their expressions, parsed.
final class Outline {
    private final Places places;

    private Outline(Places places) {
        this.places = places;
    }

    /// An expression or a template and where it stands.
    record Place(String pointer, Draft draft) {}

    /// Steps that stand in one list.
    ///
    /// @param steps pointer to the list
    /// @param when  of the case that the list belongs to
    record BlockAt(String steps, @Nullable Place when, List<StepAt> children, Place output) {}

    /// A step and what is inside it.
    ///
    /// @param uses    values and conditions it cannot do without
    /// @param verify  the condition over its own output
    /// @param onError the value in place of a failure
    /// @param blocks  the lists of steps inside it: of each case, then of `else`; or the one of `each`
    record StepAt(
            Step step,
            String pointer,
            @Nullable Place when,
            List<Place> uses,
            @Nullable Place verify,
            @Nullable Place onError,
            List<BlockAt> blocks) {
        String id() {
            return step.id();
        }
    }

    static BlockAt of(AppSpec spec, Places places) {
        return new Outline(places).block(spec.steps(), spec.output(), "/spec", null);
    }

    private BlockAt block(List<Step> steps, JsonNode output, String pointer, @Nullable Place when) {
        var children = new ArrayList<StepAt>();
        for (int i = 0; i < steps.size(); i++) children.add(step(steps.get(i), pointer + "/steps/" + i));
        var last = steps.getLast().id();
        var result = output.isNull() ? TextNode.valueOf("{{ steps." + last + " }}") : output;
        var place = output.isNull() ? pointer + "/steps" : pointer + "/output";
        return new BlockAt(pointer + "/steps", when, children, new Place(place, Draft.ofValue(result)));
    }

    private BlockAt nested(NestedSteps nested, String pointer, @Nullable Place when) {
        return block(nested.steps(), nested.output(), pointer, when);
    }

    private StepAt step(Step step, String pointer) {
        var when = step.options().when();
        return new StepAt(
                step,
                pointer,
                when == null ? null : new Place(pointer + "/when", Draft.ofCondition(when)),
                uses(step, pointer),
                verify(step, pointer),
                step.options().onError() instanceof OnError.UseValue(var value)
                        ? new Place(pointer + "/onError/value", Draft.ofValue(value))
                        : null,
                blocks(step, pointer));
    }

    private List<Place> uses(Step step, String pointer) {
        return switch (step) {
            case PromptStep prompt -> said(prompt, pointer);
            case ClassifyStep classify -> texts(pointer, classify.text(), classify.instructions());
            case ExtractStep extract -> texts(pointer, extract.text(), extract.instructions());
            case AgentStep agent -> agent(agent, pointer);
            case TransformStep transform ->
                List.of(new Place(pointer + "/value", Draft.ofValue(transform.value())));
            case BranchStep branch -> List.of();
            case EachStep each -> List.of(new Place(pointer + "/items", Draft.ofItems(each.items())));
            case ToolStep tool -> List.of(new Place(pointer + "/arguments", Draft.ofValue(tool.arguments())));
        };
    }

    private static @Nullable Place verify(Step step, String pointer) {
        var condition = switch (step) {
            case PromptStep prompt -> prompt.verify();
            case ExtractStep extract -> extract.verify();
            case AgentStep agent -> agent.verify();
            case ClassifyStep _, TransformStep _, BranchStep _, EachStep _, ToolStep _ -> null;
        };
        return condition == null ? null : new Place(pointer + "/verify", Draft.ofCondition(condition));
    }

    /// The text of a step, and its instructions if it has any.
    private static List<Place> texts(String pointer, String text, @Nullable String instructions) {
        var places = new ArrayList<Place>();
        places.add(new Place(pointer + "/text", Draft.ofText(text)));
        if (instructions != null) places.add(new Place(pointer + "/instructions", Draft.ofText(instructions)));
        return places;
    }

    /// What is asked, then the arguments of each tool, then the system text if there is one.
    private static List<Place> agent(AgentStep agent, String pointer) {
        var places = new ArrayList<Place>();
        places.add(new Place(pointer + "/user", Draft.ofText(agent.user())));
        for (int i = 0; i < agent.tools().size(); i++) {
            var arguments = Draft.ofValue(agent.tools().get(i).arguments());
            places.add(new Place(pointer + "/tools/%d/arguments".formatted(i), arguments));
        }
        if (agent.system() != null) places.add(new Place(pointer + "/system", Draft.ofText(agent.system())));
        return places;
    }

    /// The messages, then the images, then the history if there is one.
    private List<Place> said(PromptStep prompt, String pointer) {
        var places = new ArrayList<>(messages(prompt, pointer));
        for (int i = 0; i < prompt.images().size(); i++) {
            var image = TextNode.valueOf(prompt.images().get(i));
            places.add(new Place(pointer + "/images/" + i, Draft.ofValue(image)));
        }
        if (prompt.history() != null) {
            var at = pointer + (this.places.has(pointer + "/history/messages") ? "/history/messages" : "/history");
            places.add(new Place(at, Draft.ofItems(prompt.history().messages())));
        }
        return places;
    }

    /// The records have forgotten whether a message was written as `system`, as `user` or in `messages`.
    private List<Place> messages(PromptStep prompt, String pointer) {
        boolean listed = places.has(pointer + "/messages");
        var list = new ArrayList<Place>();
        for (int i = 0; i < prompt.messages().size(); i++) {
            var message = prompt.messages().get(i);
            var role = message.role() == Message.Role.SYSTEM ? "/system" : "/user";
            list.add(new Place(
                    pointer + (listed ? "/messages/" + i + "/content" : role), Draft.ofText(message.content())));
        }
        return list;
    }

    private List<BlockAt> blocks(Step step, String pointer) {
        return switch (step) {
            case PromptStep _, ClassifyStep _, ExtractStep _, AgentStep _, TransformStep _, ToolStep _ -> List.of();
            case EachStep each -> List.of(nested(each.body(), pointer, null));
            case BranchStep branch -> {
                var blocks = new ArrayList<BlockAt>();
                for (int i = 0; i < branch.cases().size(); i++) {
                    var at = pointer + "/cases/" + i;
                    var when = new Place(at + "/when", Draft.ofCondition(branch.cases().get(i).when()));
                    blocks.add(nested(branch.cases().get(i).then(), at, when));
                }
                if (branch.otherwise() != null) blocks.add(nested(branch.otherwise(), pointer + "/else", null));
                yield blocks;
            }
        };
    }
}
