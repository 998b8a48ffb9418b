/// Takes requests from Kafka, as many as there is room for, and commits them only once their start is known.
/// May use the runs; nothing may depend on it but the worker itself.
@NullMarked
package io.flotilla.worker.intake;

import org.jspecify.annotations.NullMarked;
