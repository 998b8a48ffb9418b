/// Remembers how models do: a circuit breaker, a rest after a rate limit, a budget of retries. One for each model of a
/// tenant, shared by its runs in this process.
@NullMarked
package io.flotilla.engine.model.health;

import org.jspecify.annotations.NullMarked;
