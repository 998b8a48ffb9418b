package io.flotilla.platform.app;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flotilla.platform.access.Caller;
import io.flotilla.platform.access.Permission;
import io.flotilla.platform.access.Requires;
import io.flotilla.platform.app.diff.AppDiff;
import io.flotilla.platform.app.diff.DiffText;
import io.flotilla.platform.problem.Fault;
import io.flotilla.platform.resource.Name;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// `/v1/apps/{app}/diff`: what changed between two versions.
@Path("/v1/apps/{app}/diff")
@RunOnVirtualThread
class DiffResource {
    private final Apps apps;
    private final ObjectMapper json;

    DiffResource(Apps apps, ObjectMapper json) {
        this.apps = apps;
        this.json = json;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Requires(Permission.APPS_READ)
    @Operation(summary = "What changed between two versions, by step; by default the last two")
    public VersionDiff diff(
            String app, @QueryParam("from") @Nullable Integer from, @QueryParam("to") @Nullable Integer to) {
        var tenant = Caller.current().tenant();
        var name = Name.known(app);
        var after = to == null ? apps.byName(tenant, name) : version(name, to, "to");
        int earlier = from == null ? Math.max(1, after.version() - 1) : from;
        var before = version(name, earlier, "from");
        return new VersionDiff(
                name, before.version(), after.version(), AppDiff.between(definition(before), definition(after)));
    }

    /// The same for people.
    @GET
    @Produces("text/plain;charset=UTF-8;qs=0.1")
    @Requires(Permission.APPS_READ)
    @Operation(summary = "The same as text")
    public String text(String app, @QueryParam("from") @Nullable Integer from, @QueryParam("to") @Nullable Integer to) {
        var found = diff(app, from, to);
        return DiffText.of("%s: version %d to %d".formatted(found.app(), found.from(), found.to()), found.diff());
    }

    private App version(String app, int number, String parameter) {
        var tenant = Caller.current().tenant();
        try {
            return apps.version(tenant, app, number);
        } catch (Fault.NotFound fault) {
            apps.byName(tenant, app);
            throw Fault.invalid(parameter, "unknown-version", "There is no version %d of this app.".formatted(number));
        }
    }

    private JsonNode definition(App version) {
        try {
            return json.readTree(Objects.requireNonNull(version.definition()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored definition is JSON", e);
        }
    }

    /// What changed between two versions of an app.
    record VersionDiff(
            String app, int from, int to, @JsonUnwrapped AppDiff diff) {}
}
