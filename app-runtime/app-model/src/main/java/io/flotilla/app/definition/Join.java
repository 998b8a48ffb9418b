package io.flotilla.app.definition;

/// When a step runs although something it refers to, unguarded, was skipped.
public enum Join {
    /// Only when none was skipped (the default).
    ALL,
    /// When at least one was not skipped; the others read as null.
    ANY
}
