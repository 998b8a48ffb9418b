/// Industry scenarios: what an app is for, as the ledger groups by it. The platform's catalogue comes with the release, a
/// tenant's own scenarios stand beside it below `custom.`. Apps, usage and budgets may use it; it knows none of them.
@NullMarked
package io.flotilla.platform.scenario;

import org.jspecify.annotations.NullMarked;
