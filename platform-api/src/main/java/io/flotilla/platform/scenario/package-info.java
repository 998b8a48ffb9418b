/// Industry scenarios: what an app is for, as the ledger groups by it. May use nothing; apps, usage and budgets may
/// use it.
@NullMarked
package io.flotilla.platform.scenario;

import org.jspecify.annotations.NullMarked;
