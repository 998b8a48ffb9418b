/// Makes what a request names ready to run: its app is checked, its models and connectors get the means to be called.
/// The only place where sealed secrets are opened. May use the engine's adapters; must never know who asks.
@NullMarked
package io.flotilla.worker.bind;

import org.jspecify.annotations.NullMarked;
