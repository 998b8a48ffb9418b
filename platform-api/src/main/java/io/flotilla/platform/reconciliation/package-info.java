/// Holds what the platform knows against itself: ledger, sums, budgets and runs must agree. Reads the tables of all
/// features and changes nothing; no feature may depend on it.
@NullMarked
package io.flotilla.platform.reconciliation;

import org.jspecify.annotations.NullMarked;
