/// App and connector files on disk: read, checked, and told apart by their `kind`.
@NullMarked
package io.flotilla.toolchain.document;

import org.jspecify.annotations.NullMarked;
