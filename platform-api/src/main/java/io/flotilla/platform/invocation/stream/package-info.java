/// How a caller who waits hears of a run: this instance's leased partition of the replies topic, and a look at
/// the rows now and then for what got lost on that way. Whoever waits here never waits for ever.
@NullMarked
package io.flotilla.platform.invocation.stream;

import org.jspecify.annotations.NullMarked;
