/// What every part of a run shares: how it fails, how it is stopped, and how it knows the time.
/// May use the JDK only.
@NullMarked
package io.flotilla.engine.control;

import org.jspecify.annotations.NullMarked;
