/// What was changed and who did it: append-only, chained by hash. May use `access` and below; every feature
/// above writes to it.
@NullMarked
package io.flotilla.platform.audit;

import org.jspecify.annotations.NullMarked;
