/// What changed between two versions of an app, as its author thinks of it: by step. Knows definitions as JSON, and nothing
/// of the platform.
@NullMarked
package io.flotilla.platform.app.diff;

import org.jspecify.annotations.NullMarked;
