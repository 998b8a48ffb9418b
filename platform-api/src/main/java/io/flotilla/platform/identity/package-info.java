/// The door: every request is recognised (API key or OIDC token), placed in a tenant, and held to what its
/// method requires. Sits above `member` and `apikey`; nothing calls it.
@NullMarked
package io.flotilla.platform.identity;

import org.jspecify.annotations.NullMarked;
