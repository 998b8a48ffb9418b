package io.flotilla.platform.testing;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/// Forgot to say what it requires.
@Path("/v1/testing/forgotten")
public class ForgottenResource {
    @GET
    public String open() {
        return "open";
    }
}
