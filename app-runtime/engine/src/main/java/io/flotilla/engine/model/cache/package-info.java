/// Answers kept in the memory of this process, bounded in bytes.
@NullMarked
package io.flotilla.engine.model.cache;

import org.jspecify.annotations.NullMarked;
