package io.flotilla.engine.model;

import org.jspecify.annotations.Nullable;

/// How a model has been doing, as all runs of a process saw it: whoever asks a model enters here first and leaves with
/// what came of it.
public interface ModelHealth {
    /// A model of which nothing is remembered.
    ModelHealth UNWATCHED = new ModelHealth() {
        @Override
        public boolean enter() {
            return true;
        }

        @Override
        public void leave(@Nullable ChatOutcome outcome) {}

        @Override
        public boolean rests() {
            return false;
        }

        @Override
        public boolean takeRetry() {
            return true;
        }
    };

    /// Whether the model may be asked now. Who is let in leaves again.
    boolean enter();

    /// An attempt has ended.
    ///
    /// @param outcome absent when nothing was asked after all
    void leave(@Nullable ChatOutcome outcome);

    /// Whether the provider asked to be left alone until later.
    boolean rests();

    /// Takes one retry out of the budget: so many for each hundred attempts, so that a provider in trouble is not
    /// buried under them.
    boolean takeRetry();
}
