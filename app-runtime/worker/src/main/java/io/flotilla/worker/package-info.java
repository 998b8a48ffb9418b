/// The worker's own life: it waits for its topics, listens, takes requests, and drains when it is told to stop.
/// The top of the house: nothing depends on it.
@NullMarked
package io.flotilla.worker;

import org.jspecify.annotations.NullMarked;
