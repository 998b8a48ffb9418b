/// Writes that happen once: who repeats a write of the API with its `Idempotency-Key` gets the first answer again.
/// One filter around all resources, beside `identity`; nothing calls it. Running an app has a mechanism of its own,
/// in the transaction of admission.
@NullMarked
package io.flotilla.platform.idempotency;

import org.jspecify.annotations.NullMarked;
