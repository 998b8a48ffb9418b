package io.flotilla.local;

/// What is known of one part of the stack.
///
/// @param name     such as `postgres`, `platform-1`, `worker-2`
/// @param pid      of its process, 0 when it has none
/// @param millis   how long the last start took
/// @param restarts how often it ended unexpectedly and was started again
public record PartReport(String name, PartState state, String address, long pid, long millis, int restarts) {}
