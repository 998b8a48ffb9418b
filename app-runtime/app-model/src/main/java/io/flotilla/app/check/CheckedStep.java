package io.flotilla.app.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.app.definition.AgentStep;
import io.flotilla.app.definition.BranchStep;
import io.flotilla.app.definition.ClassifyStep;
import io.flotilla.app.definition.EachStep;
import io.flotilla.app.definition.ExtractStep;
import io.flotilla.app.definition.PromptStep;
import io.flotilla.app.definition.Step;
import io.flotilla.app.definition.ToolStep;
import io.flotilla.app.definition.TransformStep;
import io.flotilla.app.expression.Condition;
import io.flotilla.app.expression.Template;
import io.flotilla.app.schema.JsonSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A step that was checked, with its expressions compiled.
public sealed interface CheckedStep {
    /// As the document has it.
    Step step();

    /// When it runs.
    Plan plan();

    /// Its id.
    default String id() {
        return step().id();
    }

    /// A `prompt` step.
    ///
    /// @param contents the content of each of `step().messages()`, in the same order: texts
    /// @param history  evaluates to a list of messages
    /// @param images   each evaluates to an image's URL, a list of them, or null
    /// @param output   what `json` must satisfy
    /// @param verify   over the step's output as `answer`
    record CheckedPrompt(
            PromptStep step,
            Plan plan,
            List<Template> contents,
            @Nullable Template history,
            List<Template> images,
            @Nullable JsonSchema output,
            @Nullable Condition verify)
            implements CheckedStep {
        public CheckedPrompt {
            contents = List.copyOf(contents);
            images = List.copyOf(images);
        }
    }

    /// A `classify` step.
    record CheckedClassify(
            ClassifyStep step,
            Plan plan,
            Template text,
            @Nullable Template instructions) implements CheckedStep {}

    /// An `extract` step.
    ///
    /// @param output what the JSON must satisfy
    /// @param verify over the step's output as `answer`
    record CheckedExtract(
            ExtractStep step,
            Plan plan,
            Template text,
            @Nullable Template instructions,
            JsonSchema output,
            @Nullable Condition verify)
            implements CheckedStep {}

    /// An `agent` step.
    ///
    /// @param output what `json` must satisfy
    /// @param verify over the step's output as `answer`
    record CheckedAgent(
            AgentStep step,
            Plan plan,
            @Nullable Template system,
            Template user,
            List<CheckedAgentTool> tools,
            @Nullable JsonSchema output,
            @Nullable Condition verify)
            implements CheckedStep {
        public CheckedAgent {
            tools = List.copyOf(tools);
        }
    }

    /// An operation that an agent may call.
    ///
    /// @param parameters JSON Schema of what the model is to fill
    /// @param check      the same, compiled
    /// @param arguments  what the app fills: evaluates to an object
    record CheckedAgentTool(
            AgentStep.AgentTool tool, JsonNode parameters, JsonSchema check, Template arguments) {}

    /// A `transform` step.
    record CheckedTransform(TransformStep step, Plan plan, Template value) implements CheckedStep {}

    /// A `branch` step.
    record CheckedBranch(BranchStep step, Plan plan, List<CheckedCase> cases, @Nullable Block otherwise)
            implements CheckedStep {
        public CheckedBranch {
            cases = List.copyOf(cases);
        }
    }

    /// One case of a `branch`; cases are tried in order.
    record CheckedCase(Condition when, Block then) {}

    /// An `each` step.
    ///
    /// @param items       evaluates to a list, null counts as an empty one
    /// @param onItemError of `onItemError: {value: ...}`, in the scope of the item
    record CheckedEach(EachStep step, Plan plan, Template items, Block body, @Nullable Template onItemError)
            implements CheckedStep {}

    /// A `tool` step.
    ///
    /// @param arguments evaluates to an object
    record CheckedTool(ToolStep step, Plan plan, Template arguments) implements CheckedStep {}
}
