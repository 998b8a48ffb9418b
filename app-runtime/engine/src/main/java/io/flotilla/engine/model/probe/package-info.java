/// Tries out servers of models with the smallest of questions. May use addresses and `probe`; must never know a chain.
@NullMarked
package io.flotilla.engine.model.probe;

import org.jspecify.annotations.NullMarked;
