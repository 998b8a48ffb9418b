/// Brings what workers tell into the rows: moves, journal, announced calls.
@NullMarked
package io.flotilla.platform.invocation.projection;

import org.jspecify.annotations.NullMarked;
