/// Sees to it that every invocation ends and every call is in the ledger, whatever becomes of workers:
/// deadlines from outside, takeover of what a lost worker ran, calls that were announced and never told of.
@NullMarked
package io.flotilla.platform.invocation.upkeep;

import org.jspecify.annotations.NullMarked;
