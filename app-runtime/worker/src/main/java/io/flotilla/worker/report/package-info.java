/// What the world hears of a run: journal and terminal events, frames for whoever waits, usage, metrics.
/// May use the engine's events and the Kafka publisher; must never decide how a run goes on.
@NullMarked
package io.flotilla.worker.report;

import org.jspecify.annotations.NullMarked;
