package io.flotilla.app.definition;

import java.util.Optional;

/// One step of a chain. The kinds are closed: whoever handles steps switches over all of them.
public sealed interface Step
        permits PromptStep, ClassifyStep, ExtractStep, AgentStep, TransformStep, BranchStep, EachStep, ToolStep {
    /// Unique in the whole app.
    String id();

    /// What every kind of step may say.
    StepOptions options();

    /// The alias of the route whose models it asks, if it asks any.
    default Optional<String> route() {
        return switch (this) {
            case PromptStep step -> Optional.of(step.model());
            case ClassifyStep step -> Optional.of(step.model());
            case ExtractStep step -> Optional.of(step.model());
            case AgentStep step -> Optional.of(step.model());
            case TransformStep step -> Optional.empty();
            case BranchStep step -> Optional.empty();
            case EachStep step -> Optional.empty();
            case ToolStep step -> Optional.empty();
        };
    }

    /// The word in the step's `type`.
    default String type() {
        return switch (this) {
            case PromptStep step -> "prompt";
            case ClassifyStep step -> "classify";
            case ExtractStep step -> "extract";
            case AgentStep step -> "agent";
            case TransformStep step -> "transform";
            case BranchStep step -> "branch";
            case EachStep step -> "each";
            case ToolStep step -> "tool";
        };
    }
}
