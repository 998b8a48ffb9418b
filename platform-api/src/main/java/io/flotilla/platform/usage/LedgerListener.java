package io.flotilla.platform.usage;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Who must know what calls used and cost, told of each row of the ledger once: in the transaction that adds it. Implemented
/// by features above.
public interface LedgerListener {
    /// These are new.
    void added(Handle handle, List<Added> rows);

    /// What a call used and cost; of a correction, the difference.
    ///
    /// @param model    the catalogue's name of it, or a connector's operation
    /// @param tokens   in and out, as far as they are known
    /// @param costNano 0 when it is not known
    /// @param currency absent when the cost is not known
    record Added(
            UUID tenantId,
            UUID invocationId,
            String scenario,
            String app,
            @Nullable UUID apiKeyId,
            String model,
            long tokens,
            long costNano,
            @Nullable String currency) {}
}
