/// Expressions: CEL in `when`, and CEL between `{{` and `}}` in texts. Compiles them against what is known of
/// the names they use,
/// and evaluates them within bounds. Knows nothing of apps and steps.
@NullMarked
package io.flotilla.app.expression;

import org.jspecify.annotations.NullMarked;
