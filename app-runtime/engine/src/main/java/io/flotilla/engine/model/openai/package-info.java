/// Chat models behind any OpenAI-compatible HTTP server. Reports every way in which a provider lets one down: nothing
/// is retried,
/// swallowed or completed by guess here. Prompts, answers and keys are never logged.
@NullMarked
package io.flotilla.engine.model.openai;

import org.jspecify.annotations.NullMarked;
