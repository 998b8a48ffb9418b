package io.flotilla.platform.usage;

import io.flotilla.platform.access.Caller;
import io.flotilla.platform.access.Permission;
import io.flotilla.platform.access.Requires;
import io.flotilla.platform.page.Page;
import io.flotilla.platform.page.PageRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;

/// What the caller's tenant used and what it cost, in any grouping, and the ledger behind it.
@Path("/v1/usage")
@RunOnVirtualThread
public class UsageResource {
    private final UsageSums sums;
    private final UsageEvents events;
    private final Clock clock;

    UsageResource(UsageSums sums, UsageEvents events, Clock clock) {
        this.sums = sums;
        this.events = events;
        this.clock = clock;
    }

    /// Sums of a span, in windows and groups. `calls` counts calls of models, unless the question names kinds.
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Requires(Permission.USAGE_READ)
    public UsageAnswer usage(@Context UriInfo uri) {
        return sums.answer(Caller.current().tenant(), UsageQuestion.of(uri.getQueryParameters(), clock));
    }

    /// The same rows as a table.
    @GET
    @Produces("text/csv;qs=0.1")
    @Requires(Permission.USAGE_READ)
    public String table(@Context UriInfo uri) {
        return UsageTable.of(usage(uri));
    }

    /// The ledger, newest call first.
    @GET
    @Path("/events")
    @Produces(MediaType.APPLICATION_JSON)
    @Requires(Permission.USAGE_READ)
    public Page<UsageEvents.Event> events(@Context UriInfo uri, @BeanParam PageRequest page) {
        var question = UsageQuestion.of(uri.getQueryParameters(), clock);
        return events.page(Caller.current().tenant(), question, page);
    }
}
