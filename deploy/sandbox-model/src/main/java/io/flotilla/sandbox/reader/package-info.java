/// `builtin-reader`: reads the material of a prompt and answers with sentences of it. It does not reason, translate or
/// call tools.
@NullMarked
package io.flotilla.sandbox.reader;

import org.jspecify.annotations.NullMarked;
