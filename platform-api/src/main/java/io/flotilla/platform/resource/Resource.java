package io.flotilla.platform.resource;

import jakarta.ws.rs.core.Response;

/// Something with an address under `/v1`: a name in it, and a revision for who changes it.
public interface Resource {
    String name();

    Revision revision();

    /// As an answer, with its `ETag`.
    default Response answer() {
        return answer(Response.ok());
    }

    /// As the body of an answer, with its `ETag`.
    default Response answer(Response.ResponseBuilder response) {
        return revision().tag(response.entity(this));
    }
}
