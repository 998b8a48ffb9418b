/// Canonical JSON and its hash. Knows nothing of apps.
@NullMarked
package io.flotilla.app.canonical;

import org.jspecify.annotations.NullMarked;
