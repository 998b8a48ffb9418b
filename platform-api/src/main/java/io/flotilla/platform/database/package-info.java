/// PostgreSQL as the features see it: a transaction that belongs to one tenant, and one for the projections.
/// Knows no feature; no SQL of ours runs outside of it.
@NullMarked
package io.flotilla.platform.database;

import org.jspecify.annotations.NullMarked;
