package io.flotilla.platform.secret;

import static io.flotilla.platform.access.Permission.TENANTS_ADMINISTER;

import io.flotilla.platform.access.Requires;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// `/v1/platform/keys`: the operator's way through a rotation of the key-encryption key.
@Path("/v1/platform/keys")
@RunOnVirtualThread
class KeyResource {
    private final KeyRotation rotation;

    KeyResource(KeyRotation rotation) {
        this.rotation = rotation;
    }

    @GET
    @Requires(TENANTS_ADMINISTER)
    @Operation(summary = "The key-encryption keys, and how many data keys each wraps")
    public KeyRotation.KeyState state() {
        return rotation.state();
    }

    @POST
    @Path("/rewrap")
    @Requires(TENANTS_ADMINISTER)
    @Operation(
            summary = "Wrap every data key with the key that is primary now",
            description = "Reads the key file again first. Can be repeated at any time, also after an interruption.")
    public KeyRotation.Rotated rewrap() {
        return rotation.rewrap();
    }
}
