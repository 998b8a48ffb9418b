package io.flotilla.messages;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;

/// A finished step's output, as the journal keeps it.
///
/// @param output JSON null for a skipped step
public record JournalEntry(StepAddress at, StepState state, JsonNode output) {
    public JournalEntry {
        requireNonNull(at, "at");
        requireNonNull(state, "state");
        requireNonNull(output, "output");
    }
}
