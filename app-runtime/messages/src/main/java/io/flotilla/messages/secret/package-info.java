/// Envelope encryption of tenants' secrets: the platform seals, the worker opens.
/// May use the message records; must never depend on where sealed secrets are kept or sent.
@NullMarked
package io.flotilla.messages.secret;

import org.jspecify.annotations.NullMarked;
