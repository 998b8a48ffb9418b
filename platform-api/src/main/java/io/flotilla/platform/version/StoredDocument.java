package io.flotilla.platform.version;

import io.flotilla.platform.document.Source;
import io.flotilla.platform.resource.Revision;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/// The text of a version as its author gave it.
public record StoredDocument(int version, Source source) {
    /// The text as an answer.
    public Response answer() {
        return Response.ok(source.text(), source.format().mediaType())
                .header(HttpHeaders.ETAG, new Revision(version).etag())
                .build();
    }
}
