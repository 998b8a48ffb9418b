/// A chat model that plays a script, for tests of everything above the model port, here and in the worker. Not
/// wired to
/// anything that ships.
@NullMarked
package io.flotilla.engine.model.scripted;

import org.jspecify.annotations.NullMarked;
