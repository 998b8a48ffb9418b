package io.flotilla.platform.usage;

import io.flotilla.platform.access.Caller;
import io.flotilla.platform.access.Permission;
import io.flotilla.platform.access.Requires;
import io.flotilla.platform.page.Page;
import io.flotilla.platform.page.PageRequest;
import io.flotilla.platform.problem.Fault;
import io.flotilla.platform.resource.DryRun;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the caller's tenant used and what it cost, in any grouping, and the ledger behind it.
@Path("/v1/usage")
@RunOnVirtualThread
public class UsageResource {
    private final UsageSums sums;
    private final UsageEvents events;
    private final UsageLines lines;
    private final Savings savings;
    private final RollUps rollUps;
    private final Clock clock;

    UsageResource(
            UsageSums sums, UsageEvents events, UsageLines lines, Savings savings, RollUps rollUps, Clock clock) {
        this.sums = sums;
        this.events = events;
        this.lines = lines;
        this.savings = savings;
        this.rollUps = rollUps;
        this.clock = clock;
    }

    /// Sums of a span, in windows and groups. `calls` counts calls of models, unless the question names kinds.
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Requires(Permission.USAGE_READ)
    public UsageAnswer usage(@Context UriInfo uri) {
        var tenant = Caller.current().tenant();
        var question = question(uri);
        var answer = sums.answer(tenant, question);
        return UsageQuestion.compares(uri.getQueryParameters()) ? answer.against(sums.answer(tenant, question.previous())) : answer;
    }

    /// The same rows as a table.
    @GET
    @Produces("text/csv;qs=0.1")
    @Requires(Permission.USAGE_READ)
    public String table(@Context UriInfo uri) {
        return UsageTable.of(usage(uri));
    }

    /// The same rows, one JSON object a line.
    @GET
    @Produces({"application/jsonl;qs=0.1", "application/x-ndjson;qs=0.1"})
    @Requires(Permission.USAGE_READ)
    public String lines(@Context UriInfo uri) {
        return lines.of(usage(uri));
    }

    /// The ledger, newest call first.
    @GET
    @Path("/events")
    @Produces(MediaType.APPLICATION_JSON)
    @Requires(Permission.USAGE_READ)
    public Page<UsageEvents.Event> events(@Context UriInfo uri, @BeanParam PageRequest page) {
        return events.page(Caller.current().tenant(), question(uri), page);
    }

    /// What small models and the cache saved, by scenario, in the span from `from` to `to`.
    @GET
    @Path("/savings")
    @Produces(MediaType.APPLICATION_JSON)
    @Requires(Permission.USAGE_READ)
    public SavingsReport savings(@Context UriInfo uri) {
        var question = question(uri);
        if (!question.filters().isEmpty() || !question.groupBy().isEmpty()) {
            throw Fault.invalid("groupBy", "unknown-parameter", "Savings are told by scenario; give 'from' and 'to'.");
        }
        var items = savings.of(Caller.current().tenant(), question.from(), question.to());
        return new SavingsReport(question.from(), question.to(), items);
    }

    /// Compares the sums of a day (in UTC) with the ledger and puts right what differs; with `?check` it only compares.
    @POST
    @Path("/rebuild")
    @Produces(MediaType.APPLICATION_JSON)
    @Requires(Permission.BUDGETS_WRITE)
    public RollUps.Rebuilt rebuild(
            @QueryParam("day") @Nullable String day, @QueryParam("check") @Nullable String check, @Context UriInfo uri) {
        return rollUps.rebuild(Caller.current().tenant(), date(day), DryRun.isAsked(check, uri));
    }

    private UsageQuestion question(UriInfo uri) {
        return UsageQuestion.of(uri.getQueryParameters(), clock, sums.zone(Caller.current().tenant()));
    }

    private static LocalDate date(@Nullable String day) {
        try {
            return LocalDate.parse(day == null ? "" : day);
        } catch (DateTimeException e) {
            throw Fault.invalid("day", "invalid-date", "Give a day such as 2026-11-23.");
        }
    }

    /// What was saved in a span.
    public record SavingsReport(Instant from, Instant to, List<Savings.Saving> items) {}
}
