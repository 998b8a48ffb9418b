package io.flotilla.platform.usage;

import io.smallrye.config.ConfigMapping;
import java.util.OptionalInt;

/// How long the ledger is kept.
@ConfigMapping(prefix = "flotilla.ledger")
interface LedgerConfig {
    /// For how many whole months, at least 3; left out: for ever. The sums by hour stay in any case.
    OptionalInt keepMonths();
}
