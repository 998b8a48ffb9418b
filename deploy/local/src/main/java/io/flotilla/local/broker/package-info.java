/// The Kafka node itself: runs in a JVM of its own, on the broker's class path only. Nothing of the stack may import
/// it.
@NullMarked
package io.flotilla.local.broker;

import org.jspecify.annotations.NullMarked;
