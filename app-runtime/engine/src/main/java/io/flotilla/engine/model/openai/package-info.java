/// The dialect of OpenAI-compatible servers.
@NullMarked
package io.flotilla.engine.model.openai;

import org.jspecify.annotations.NullMarked;
