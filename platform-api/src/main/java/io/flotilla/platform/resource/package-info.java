/// What everything with an address under `/v1` has: a [Name] in it, and a [Revision] that a writer may insist on.
/// Depends on `problem` only.
@NullMarked
package io.flotilla.platform.resource;

import org.jspecify.annotations.NullMarked;
