/// The port to connectors: one operation called with arguments, and what can come back. Adapters implement
/// [io.flotilla.engine.connector.Connector]; nothing here knows HTTP, SQL, a step or a tenant.
@NullMarked
package io.flotilla.engine.connector;

import org.jspecify.annotations.NullMarked;
