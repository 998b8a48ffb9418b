/// The records of a connector document: how a tenant's data sources are reached, never with a credential in
/// it, only with
/// the names of secrets.
@NullMarked
package io.flotilla.app.connector;

import org.jspecify.annotations.NullMarked;
