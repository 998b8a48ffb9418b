/// Tries things out for the platform, which calls nothing itself, and answers on the control topic. May use the binding and the
/// runs' name of this worker; nothing may depend on it but the control loop.
@NullMarked
package io.flotilla.worker.probe;

import org.jspecify.annotations.NullMarked;
