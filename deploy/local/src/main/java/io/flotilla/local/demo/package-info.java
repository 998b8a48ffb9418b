/// The demo tenants and the demo app, brought in over the HTTP API like anybody would. Uses the stack's `local.env` only: it works
/// the same whichever process runs the stack.
@NullMarked
package io.flotilla.local.demo;

import org.jspecify.annotations.NullMarked;
