/// Lets invocations in, or refuses them before anything is queued: one transaction for the idempotency key,
/// what is live, the inputs, the bound of the tenant and the row.
@NullMarked
package io.flotilla.platform.invocation.admission;

import org.jspecify.annotations.NullMarked;
