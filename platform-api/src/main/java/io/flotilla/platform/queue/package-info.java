/// The road to the workers and back: topics made at start, one producer, projections that store what they read
/// together with how far they read, and dead letters for what nobody can read. Knows bytes and offsets, no
/// feature. Nothing below the features that use it may depend on it.
@NullMarked
package io.flotilla.platform.queue;

import org.jspecify.annotations.NullMarked;
