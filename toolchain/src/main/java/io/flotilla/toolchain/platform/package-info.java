/// The platform as the command line reaches it: where it is (profiles), and its API over HTTP.
/// Knows nothing of commands and prints nothing.
@NullMarked
package io.flotilla.toolchain.platform;

import org.jspecify.annotations.NullMarked;
