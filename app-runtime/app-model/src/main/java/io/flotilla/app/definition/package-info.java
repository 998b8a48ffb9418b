/// The records of an app definition: what a document says, after it was read. They hold no position and no compiled
/// expression, and know nothing of how they are read, checked or run.
@NullMarked
package io.flotilla.app.definition;

import org.jspecify.annotations.NullMarked;
