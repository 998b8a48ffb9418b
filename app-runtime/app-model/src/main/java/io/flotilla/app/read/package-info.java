/// From bytes to records: YAML and JSON by one path that keeps the place of every value. Hostile input ends
/// as violations.
@NullMarked
package io.flotilla.app.read;

import org.jspecify.annotations.NullMarked;
