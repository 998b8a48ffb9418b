package io.flotilla.app.expression;

/// A compiled `when`. Safe for many threads, reusable.
public interface Condition {
    /// A JSON boolean, or why there is none.
    Evaluation evaluate(Scope scope);
}
