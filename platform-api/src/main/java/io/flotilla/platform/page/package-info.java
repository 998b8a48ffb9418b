/// Cursor pages: how every list of the API is cut. Depends on `problem` only.
@NullMarked
package io.flotilla.platform.page;

import org.jspecify.annotations.NullMarked;
