/// The tenant's connectors: their documents, checked and versioned. May use secrets, the audit log and the tenant;
/// must never know models, apps or invocations.
@NullMarked
package io.flotilla.platform.connector;

import org.jspecify.annotations.NullMarked;
