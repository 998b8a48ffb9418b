/// The sandbox: a small OpenAI-compatible server with two honest models, so that everything runs without a network.
/// It knows nothing of the platform or the worker; they reach it over HTTP like any other provider.
@NullMarked
package io.flotilla.sandbox;

import org.jspecify.annotations.NullMarked;
