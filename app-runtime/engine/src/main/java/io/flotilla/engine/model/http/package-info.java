/// Asks models over HTTP, whatever their server's dialect. Reports every way in which a provider lets one down: nothing
/// is retried, swallowed or completed by guess here. Prompts, answers and keys are never logged.
@NullMarked
package io.flotilla.engine.model.http;

import org.jspecify.annotations.NullMarked;
