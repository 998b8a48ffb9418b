/// Invocations over HTTP: run an app and wait, stream or leave; read, follow and cancel what was run.
@NullMarked
package io.flotilla.platform.invocation;

import org.jspecify.annotations.NullMarked;
