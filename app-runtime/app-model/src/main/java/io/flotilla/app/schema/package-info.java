/// JSON Schema 2020-12, kept on a short leash: no remote references, no unbounded regular expressions.
@NullMarked
package io.flotilla.app.schema;

import org.jspecify.annotations.NullMarked;
