/// The port to chat models: what a step asks, and what can come back. Adapters implement
/// [io.flotilla.engine.model.ChatModel];
/// nothing here knows a provider, a step or a tenant.
@NullMarked
package io.flotilla.engine.model;

import org.jspecify.annotations.NullMarked;
