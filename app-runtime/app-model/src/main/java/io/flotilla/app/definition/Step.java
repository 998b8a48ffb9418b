package io.flotilla.app.definition;

/// One step of a chain. The kinds are closed: whoever handles steps switches over all of them.
public sealed interface Step permits PromptStep, TransformStep, BranchStep, EachStep, ToolStep {
    /// Unique in the whole app.
    String id();

    /// What every kind of step may say.
    StepOptions options();

    /// The word in the step's `type`.
    default String type() {
        return switch (this) {
            case PromptStep step -> "prompt";
            case TransformStep step -> "transform";
            case BranchStep step -> "branch";
            case EachStep step -> "each";
            case ToolStep step -> "tool";
        };
    }
}
