/// Runs an app on this machine through the engine, without a platform: for trying an app while it is written.
@NullMarked
package io.flotilla.toolchain.localrun;

import org.jspecify.annotations.NullMarked;
