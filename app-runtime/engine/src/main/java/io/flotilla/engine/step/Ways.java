package io.flotilla.engine.step;

/// The ways a step may go to an answer.
public sealed interface Ways {
    /// The way that is asked first.
    Way first();

    /// There is one.
    record One(Way first) implements Ways {}

    /// A small model first, a large one when that is not sure.
    ///
    /// @param threshold the least confidence of an answer that stands
    record SmallFirst(Way first, Way large, double threshold) implements Ways {}
}
