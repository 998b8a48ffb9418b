package io.flotilla.platform.audit;

import static io.flotilla.platform.access.Permission.AUDIT_READ;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.flotilla.platform.access.Caller;
import io.flotilla.platform.access.Requires;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.page.Page;
import io.flotilla.platform.page.PageRequest;
import io.flotilla.platform.problem.Fault;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.HexFormat;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// A tenant's own audit events, and whether their chain holds. To look at them is an event too.
@Path("/v1/audit")
@RunOnVirtualThread
public class AuditResource {
    private static final int BATCH = 1_000;

    private final Database database;
    private final Audit audit;

    AuditResource(Database database, Audit audit) {
        this.database = database;
        this.audit = audit;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Requires(AUDIT_READ)
    @Operation(
            summary = "What was changed and looked at, by whom and from where",
            description = "With 'Accept: text/csv' all of it as a table.")
    public Page<AuditView> list(@BeanParam AuditQuestion question, @BeanParam PageRequest page) {
        var tenant = Caller.current().tenant();
        var after = page.after(Long::valueOf);
        var rows = database.inTenant(tenant, handle -> {
            var events = question.after(handle, tenant, after.orElse(null), page.rows());
            if (after.isEmpty()) audit.record(handle, tenant, "audit.read", "audit", question.asked());
            return events;
        });
        return Page.cut(rows, page, event -> Long.toString(event.sequence())).map(AuditView::of);
    }

    @GET
    @Produces("text/csv;qs=0.1")
    @Requires(AUDIT_READ)
    public Response export(@BeanParam AuditQuestion question) {
        var tenant = Caller.current().tenant();
        database.useTenant(tenant, handle -> audit.record(handle, tenant, "audit.exported", "audit", question.asked()));
        StreamingOutput table = out -> {
            var writer = new OutputStreamWriter(out, UTF_8);
            write(writer, tenant, question);
            writer.flush();
        };
        return Response.ok(table, "text/csv; charset=utf-8")
                .header("Content-Disposition", "attachment; filename=\"audit.csv\"")
                .build();
    }

    /// Walks the whole chain.
    @GET
    @Path("check")
    @Produces(MediaType.APPLICATION_JSON)
    @Requires(AUDIT_READ)
    @Operation(summary = "Whether the chain of events holds, and where it does not")
    public ChainCheck check(@QueryParam("since") @Nullable String since) {
        var tenant = Caller.current().tenant();
        var anchor = since == null ? null : anchor(since);
        return database.inTenant(tenant, handle -> Chain.check(handle, tenant, anchor));
    }

    private void write(Writer writer, TenantId tenant, AuditQuestion question) throws IOException {
        writer.write(AuditView.CSV_HEAD);
        Long after = null;
        List<AuditEvent> events;
        do {
            var place = after;
            events = database.inTenant(tenant, handle -> question.after(handle, tenant, place, BATCH));
            for (AuditEvent event : events) writer.write(AuditView.of(event).csv());
            if (!events.isEmpty()) after = events.getLast().sequence();
        } while (events.size() == BATCH);
    }

    private static Chain.Head anchor(String text) {
        try {
            var parts = text.split(":", 2);
            return new Chain.Head(Long.parseLong(parts[0]), HexFormat.of().parseHex(parts[1]));
        } catch (RuntimeException e) {
            throw Fault.invalid("since", "invalid-head", "Send the 'head' of an earlier check as it is.");
        }
    }
}
