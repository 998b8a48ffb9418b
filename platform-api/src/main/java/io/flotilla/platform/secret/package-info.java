/// A tenant's secrets: written, replaced, deleted, never read back. Sealed before they reach the database; only
/// a worker opens them. May use `database` and below.
@NullMarked
package io.flotilla.platform.secret;

import org.jspecify.annotations.NullMarked;
