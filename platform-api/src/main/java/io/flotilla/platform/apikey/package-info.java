/// The programs of a tenant: API keys, shown once and kept as keyed hashes. May use `tenant` and below.
@NullMarked
package io.flotilla.platform.apikey;

import org.jspecify.annotations.NullMarked;
