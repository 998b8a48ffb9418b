/// Says that this worker lives and what it runs. May use the runs; nothing may depend on it but the worker itself.
@NullMarked
package io.flotilla.worker.heartbeat;

import org.jspecify.annotations.NullMarked;
