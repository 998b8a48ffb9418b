/// The door: OpenAI's HTTP shapes, streams and errors, and the count of every call. Which models stand behind it is
/// told from above.
@NullMarked
package io.flotilla.sandbox.server;

import org.jspecify.annotations.NullMarked;
