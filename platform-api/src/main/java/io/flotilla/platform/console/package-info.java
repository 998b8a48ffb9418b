/// Serves the web console, when its module is there: pages, assets, and how long browsers may keep them. Uses
/// nothing; nothing uses it.
@NullMarked
package io.flotilla.platform.console;

import org.jspecify.annotations.NullMarked;
