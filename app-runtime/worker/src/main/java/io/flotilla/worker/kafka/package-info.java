/// The worker's Kafka clients: consumers of bytes, one producer whose promises hold through an outage, and the wait for
/// topics. May use the message records; must never know what a run is.
@NullMarked
package io.flotilla.worker.kafka;

import org.jspecify.annotations.NullMarked;
