/// The command that writes the services' images. Uses `image`; nothing depends on it.
@NullMarked
package io.flotilla.kubernetes;

import org.jspecify.annotations.NullMarked;
