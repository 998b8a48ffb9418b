/// Hears what the platform tells every worker at once. May use the runs; nothing may depend on it but the worker itself.
@NullMarked
package io.flotilla.worker.control;

import org.jspecify.annotations.NullMarked;
