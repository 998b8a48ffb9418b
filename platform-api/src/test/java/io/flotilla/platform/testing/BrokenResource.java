package io.flotilla.platform.testing;

import static io.flotilla.platform.access.Permission.SELF_READ;

import io.flotilla.platform.access.Requires;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// Fails in a way nobody foresaw.
@Path("/v1/testing/unexpected")
@RunOnVirtualThread
public class BrokenResource {
    @GET
    @Requires(SELF_READ)
    @Operation(hidden = true)
    public String fail() {
        throw new IllegalStateException("the secret plan of class java.lang.String");
    }
}
