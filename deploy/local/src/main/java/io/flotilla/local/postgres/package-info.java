/// A real PostgreSQL from a Maven artifact, with Flotilla's roles and databases. Uses `process`; knows no other part of
/// the stack.
@NullMarked
package io.flotilla.local.postgres;

import org.jspecify.annotations.NullMarked;
