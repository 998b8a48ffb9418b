/// Runs a chain: which step when, side by side, skipped, tried again, given up; with the journal of an earlier
/// attempt.
/// The door of the engine is [io.flotilla.engine.chain.ChainRunner]. Nothing below may import this.
@NullMarked
package io.flotilla.engine.chain;

import org.jspecify.annotations.NullMarked;
