/// The benchmarks: what the system costs beside what the machine and the model cost, measured in the same run.
/// They talk to a running stack over HTTP and Kafka; nothing depends on them, and no test is timed by them.
@NullMarked
package io.flotilla.bench;

import org.jspecify.annotations.NullMarked;
