package io.flotilla.platform.resource;

import jakarta.ws.rs.core.Response;
import java.net.URI;

/// A resource after a write.
///
/// @param created whether it is new, or taken up again after it was given up
public record Written<R extends Resource>(R resource, boolean created) {
    /// `201` with its address below `collection`, or `200`.
    ///
    /// @param collection ends with a slash: `/v1/models/`
    public Response answer(String collection) {
        return resource.answer(
                created ? Response.created(URI.create(collection + resource.name())) : Response.ok());
    }
}
