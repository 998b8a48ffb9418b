/// The commands of the local stack, as `./flotilla` hands them over. The top of the module: nothing may import it.
@NullMarked
package io.flotilla.local.command;

import org.jspecify.annotations.NullMarked;
