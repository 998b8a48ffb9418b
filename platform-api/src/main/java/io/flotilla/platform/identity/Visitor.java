package io.flotilla.platform.identity;

import io.flotilla.platform.access.Caller;

/// Somebody at the door who was recognised.
///
/// @param suspended whether the tenant they act in is
record Visitor(Caller caller, boolean suspended) {}
