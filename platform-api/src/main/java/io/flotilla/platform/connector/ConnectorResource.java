package io.flotilla.platform.connector;

import io.flotilla.messages.ProbeReport;
import io.flotilla.platform.access.Caller;
import io.flotilla.platform.access.Permission;
import io.flotilla.platform.access.Requires;
import io.flotilla.platform.document.Format;
import io.flotilla.platform.page.Page;
import io.flotilla.platform.page.PageRequest;
import io.flotilla.platform.resource.Name;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/// `/v1/connectors`: what apps reach the tenant's systems through.
@Path("/v1/connectors")
@RunOnVirtualThread
class ConnectorResource {
    private final Connectors connectors;
    private final ConnectorTests tests;

    ConnectorResource(Connectors connectors, ConnectorTests tests) {
        this.connectors = connectors;
        this.tests = tests;
    }

    /// Makes the document the connector's version in use. The same content is the same version.
    @PUT
    @Path("/{connector}")
    @Consumes({"application/yaml", "application/x-yaml", "text/yaml", "application/json"})
    @Requires(Permission.CONNECTORS_WRITE)
    @APIResponseSchema(Connector.class)
    public Response put(
            String connector,
            byte[] content,
            @Context HttpHeaders headers,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        var document = ConnectorDocument.read(connector, content, Format.of(headers.getMediaType()));
        var put = connectors.put(Caller.current(), document, ifMatch);
        var address = URI.create("/v1/connectors/%s/versions/%d"
                .formatted(connector, put.version().version()));
        return answer(put.created() ? Response.created(address) : Response.ok(), put.version());
    }

    @GET
    @Requires(Permission.CONNECTORS_READ)
    public Page<Connector> list(@BeanParam PageRequest page) {
        return connectors.list(Caller.current().tenant(), page);
    }

    @GET
    @Path("/{connector}")
    @Requires(Permission.CONNECTORS_READ)
    @APIResponseSchema(Connector.class)
    public Response read(String connector) {
        return answer(Response.ok(), connectors.byName(Caller.current().tenant(), Name.known(connector)));
    }

    /// The document of the version in use, as it was given.
    @GET
    @Path("/{connector}/definition")
    @Requires(Permission.CONNECTORS_READ)
    public Response definition(String connector) {
        return connectors
                .document(Caller.current().tenant(), Name.known(connector), null)
                .answer();
    }

    @GET
    @Path("/{connector}/versions")
    @Requires(Permission.CONNECTORS_READ)
    public Page<Connector> versions(String connector, @BeanParam PageRequest page) {
        return connectors.versions(Caller.current().tenant(), Name.known(connector), page);
    }

    @GET
    @Path("/{connector}/versions/{version}")
    @Requires(Permission.CONNECTORS_READ)
    public Connector version(String connector, int version) {
        return connectors.version(Caller.current().tenant(), Name.known(connector), version);
    }

    /// The document of a version, as it was given.
    @GET
    @Path("/{connector}/versions/{version}/definition")
    @Requires(Permission.CONNECTORS_READ)
    public Response definition(String connector, int version) {
        return connectors
                .document(Caller.current().tenant(), Name.known(connector), version)
                .answer();
    }

    @POST
    @Path("/{connector}/test")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Permission.CONNECTORS_WRITE)
    @Operation(
            summary = "Try the connector out now, in a worker",
            description =
                    "Answers within ten seconds whether it works, and if not why. Without an operation nothing is read: an"
                            + " http connector's base address is asked, a sql connector's statements are prepared.")
    public ProbeReport test(String connector, @RequestBody(required = false) @Nullable ConnectorTest test)
            throws InterruptedException {
        return tests.run(Caller.current(), Name.known(connector), test == null ? ConnectorTest.WHOLE : test);
    }

    @DELETE
    @Path("/{connector}")
    @Requires(Permission.CONNECTORS_WRITE)
    public void delete(String connector) {
        connectors.archive(Caller.current(), Name.known(connector));
    }

    private static Response answer(Response.ResponseBuilder response, Connector connector) {
        return response.header(HttpHeaders.ETAG, connector.revision().etag())
                .entity(connector)
                .build();
    }
}
