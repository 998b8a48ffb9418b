/// What was used and what it cost: the ledger with one row a call, its sums by hour, and the questions asked of
/// them. Rows come from the usage topic, and from the takeover for calls whose worker was lost. Never knows
/// invocations.
@NullMarked
package io.flotilla.platform.usage;

import org.jspecify.annotations.NullMarked;
