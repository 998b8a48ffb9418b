package io.flotilla.app.expression;

/// A compiled value of the document: any JSON, with `{{ expression }}` in its texts. A text that is exactly one
/// `{{ }}` becomes the expression's value, with its type; in a longer text values are written as text. Safe for
/// many threads, reusable.
public interface Template {
    /// The value in a scope. Bounded in time, iterations and size.
    Evaluation evaluate(Scope scope);
}
