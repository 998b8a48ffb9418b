/// What may be spent: budgets of money for the tenant, a scenario, an app or a key, by day and month. Admission holds an
/// invocation's worst bill, the ledger settles it, what is left is released. May use the ledger and the audit; never
/// knows what an invocation is besides its id.
@NullMarked
package io.flotilla.platform.quota;

import org.jspecify.annotations.NullMarked;
