/// The tenant's catalogue of models: providers, the models they serve, and what those cost from when on.
/// May use secrets, the audit log and the tenant; must never know connectors, apps or invocations.
@NullMarked
package io.flotilla.platform.model;

import org.jspecify.annotations.NullMarked;
