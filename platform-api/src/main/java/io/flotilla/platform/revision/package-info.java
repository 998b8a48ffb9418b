/// Who changes what has changed since they read it: `ETag` and `If-Match`. Depends on `problem` only.
@NullMarked
package io.flotilla.platform.revision;

import org.jspecify.annotations.NullMarked;
