/// Numbered documents under a name: what apps and connectors have in common. Content is the version: the same document again
/// is the version it was, another one is the next number. May use `document` and what is below it; knows no feature.
@NullMarked
package io.flotilla.platform.version;

import org.jspecify.annotations.NullMarked;
