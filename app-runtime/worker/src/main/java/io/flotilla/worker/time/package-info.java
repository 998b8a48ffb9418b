/// The clock. Whoever needs the time asks for it here.
@NullMarked
package io.flotilla.worker.time;

import org.jspecify.annotations.NullMarked;
