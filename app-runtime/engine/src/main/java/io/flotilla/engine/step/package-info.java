/// The steps that do one thing: ask a model, call a connector's operation, build a value. Each knows how to do its
/// work
/// once and how
/// to account for it; the order of steps, trying again and giving up belong to the chain above. May use the ports,
/// never an adapter.
@NullMarked
package io.flotilla.engine.step;

import org.jspecify.annotations.NullMarked;
