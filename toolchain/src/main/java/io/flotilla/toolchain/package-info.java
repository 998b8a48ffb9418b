/// The `flotilla` command line. Reaches the platform over its HTTP API only; runs apps locally through the engine.
@NullMarked
package io.flotilla.toolchain;

import org.jspecify.annotations.NullMarked;
