/// What a model of the sandbox is: a request in, a reply out, whatever goes wrong on purpose included.
/// Knows nothing of HTTP and of no model.
@NullMarked
package io.flotilla.sandbox.chat;

import org.jspecify.annotations.NullMarked;
