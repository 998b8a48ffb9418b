/// A Kafka node as a child JVM. Uses `process`; finds the broker's class path in this module's build folder.
@NullMarked
package io.flotilla.local.kafka;

import org.jspecify.annotations.NullMarked;
