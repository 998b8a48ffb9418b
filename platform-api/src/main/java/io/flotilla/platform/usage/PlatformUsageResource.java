package io.flotilla.platform.usage;

import io.flotilla.platform.access.Permission;
import io.flotilla.platform.access.Requires;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.problem.Fault;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.ZoneOffset;

/// Usage over all tenants, for the operator: sums in any grouping, and how the platform grows. Never a single call.
@Path("/v1/platform")
@RunOnVirtualThread
class PlatformUsageResource {
    private static final int MOST_MONTHS = 36;
    private static final int MOST_TOP = 100;

    private final Database database;
    private final Activity activity;
    private final UsageLines lines;
    private final Clock clock;

    PlatformUsageResource(Database database, Activity activity, UsageLines lines, Clock clock) {
        this.database = database;
        this.activity = activity;
        this.lines = lines;
        this.clock = clock;
    }

    /// As `/v1/usage`, over all tenants; group by `tenant`.
    @GET
    @Path("/usage")
    @Produces(MediaType.APPLICATION_JSON)
    @Requires(Permission.TENANTS_ADMINISTER)
    public UsageAnswer usage(@Context UriInfo uri) {
        var question = UsageQuestion.of(uri.getQueryParameters(), clock, ZoneOffset.UTC);
        if (question.names(Dimension.MEMBER)) {
            throw Fault.invalid("groupBy", "unknown-dimension", "Members are their tenants' business.");
        }
        boolean compares = UsageQuestion.compares(uri.getQueryParameters());
        return database.asProjection(handle -> {
            var answer = UsageSums.answer(handle, question);
            return compares ? answer.against(UsageSums.answer(handle, question.previous())) : answer;
        });
    }

    /// The same rows as a table.
    @GET
    @Path("/usage")
    @Produces("text/csv;qs=0.1")
    @Requires(Permission.TENANTS_ADMINISTER)
    public String table(@Context UriInfo uri) {
        return UsageTable.of(usage(uri));
    }

    /// The same rows, one JSON object a line.
    @GET
    @Path("/usage")
    @Produces({"application/jsonl;qs=0.1", "application/x-ndjson;qs=0.1"})
    @Requires(Permission.TENANTS_ADMINISTER)
    public String lines(@Context UriInfo uri) {
        return lines.of(usage(uri));
    }

    /// Active tenants, calls, growth and the scenarios and tenants used most, by month.
    @GET
    @Path("/activity")
    @Produces(MediaType.APPLICATION_JSON)
    @Requires(Permission.TENANTS_ADMINISTER)
    public Activity.Report activity(
            @QueryParam("months") @DefaultValue("12") int months, @QueryParam("top") @DefaultValue("10") int top) {
        within("months", months, MOST_MONTHS);
        within("top", top, MOST_TOP);
        return activity.of(months, top);
    }

    private static void within(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw Fault.invalid(name, "out-of-range", "'%s' is between 1 and %d.".formatted(name, most));
        }
    }
}
