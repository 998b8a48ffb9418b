/// What the database knows of invocations: the row, the moves it makes, and the journal of its steps. Every move is one
/// statement that names the states and the attempt it may start from, so that whoever comes second changes nothing.
@NullMarked
package io.flotilla.platform.invocation.state;

import org.jspecify.annotations.NullMarked;
