package io.flotilla.platform.invocation;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// The body of a request to run an app.
///
/// @param inputs what the app's input schema asks for; left out for an app that asks for nothing
/// @param environment where the release to run is live; `production` if left out
/// @param metadata the caller's own notes, an object; kept with the invocation and not read
public record InvocationRequest(
        @Nullable JsonNode inputs, @Nullable String environment, @Nullable JsonNode metadata) {}
