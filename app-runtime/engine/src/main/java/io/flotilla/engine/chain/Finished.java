package io.flotilla.engine.chain;

import io.flotilla.engine.step.StepAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The steps that are over and done with: those of the journal, and those of this run. A step in here is never run
/// again, also
/// not when the branch or `each` around it is tried once more.
final class Finished {
    private final Map<StepAddress, JournalStep> steps = new ConcurrentHashMap<>();

    Finished(List<JournalStep> journal) {
        journal.forEach(this::add);
    }

    void add(JournalStep step) {
        if (step.state() != StepState.FAILED) steps.put(step.at(), step);
    }

    Optional<JournalStep> at(StepAddress address) {
        return Optional.ofNullable(steps.get(address));
    }
}
