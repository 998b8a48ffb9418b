/// The dialect of Anthropic's Messages API.
@NullMarked
package io.flotilla.engine.model.anthropic;

import org.jspecify.annotations.NullMarked;
