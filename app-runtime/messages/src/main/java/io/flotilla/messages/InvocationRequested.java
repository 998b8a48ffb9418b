package io.flotilla.messages;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Asks the workers to run an invocation. Carries all that a run needs, so that a worker reads no database.
///
/// @param definition     the app version's canonical definition
/// @param caller         who asked, for `invocation.caller` and the ledger: `key:<prefix>` or `user:<subject>`
/// @param deadline       absolute; the platform enforces it too
/// @param replyPartition the partition of `flotilla.replies` where somebody waits; absent when nobody does
/// @param traceparent    W3C trace context of the caller
/// @param journal        outputs of steps that an earlier attempt finished; they are not run again
/// @param spending       what budgets hold for this attempt: no call is made that could cost more; absent when no budget does
public record InvocationRequested(
        InvocationRef ref,
        String app,
        int version,
        String scenario,
        String environment,
        JsonNode definition,
        JsonNode inputs,
        String caller,
        @Nullable UUID apiKeyId,
        Map<String, ResolvedRoute> models,
        Map<String, ResolvedConnector> connectors,
        Instant createdAt,
        Instant deadline,
        @Nullable Integer replyPartition,
        @Nullable String traceparent,
        List<JournalEntry> journal,
        @Nullable SpendingLimit spending) {
    public InvocationRequested {
        requireNonNull(ref, "ref");
        requireNonNull(app, "app");
        requireNonNull(scenario, "scenario");
        requireNonNull(environment, "environment");
        requireNonNull(definition, "definition");
        requireNonNull(inputs, "inputs");
        requireNonNull(caller, "caller");
        requireNonNull(createdAt, "createdAt");
        requireNonNull(deadline, "deadline");
        models = Map.copyOf(models);
        connectors = Map.copyOf(connectors);
        journal = List.copyOf(journal);
    }
}
