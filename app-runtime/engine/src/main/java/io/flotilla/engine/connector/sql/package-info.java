/// Databases read through a connector's named statements: one statement a call, in a transaction that cannot write,
/// with bound
/// parameters and caps on time, rows and bytes.
@NullMarked
package io.flotilla.engine.connector.sql;

import org.jspecify.annotations.NullMarked;
