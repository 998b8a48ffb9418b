/// Runs invocations: who is admitted, what stops a run, and how its end becomes an event.
/// May use the engine, the binding and the report; must never know where requests come from.
@NullMarked
package io.flotilla.worker.run;

import org.jspecify.annotations.NullMarked;
