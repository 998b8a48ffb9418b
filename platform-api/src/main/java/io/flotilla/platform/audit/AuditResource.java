package io.flotilla.platform.audit;

import static io.flotilla.platform.access.Permission.AUDIT_READ;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.flotilla.platform.access.Caller;
import io.flotilla.platform.access.Requires;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.page.Page;
import io.flotilla.platform.page.PageRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.HexFormat;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A tenant's own audit events, oldest first, and whether their chain holds.
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
    @Requires(AUDIT_READ)
    public Page<AuditView> list(@BeanParam PageRequest page) {
        var tenant = Caller.current().tenant();
        long after = page.after(Long::parseLong).orElse(0L);
        var rows = database.inTenant(tenant, handle -> audit.after(handle, tenant, after, page.rows()));
        return Page.cut(rows, page, event -> Long.toString(event.sequence())).map(AuditView::of);
    }

    /// Walks the whole chain.
    @GET
    @Path("check")
    @Requires(AUDIT_READ)
    public ChainCheck check() {
        var tenant = Caller.current().tenant();
        return database.inTenant(tenant, handle -> {
            var hash = new byte[32];
            long sequence = 0;
            while (true) {
                var events = audit.after(handle, tenant, sequence, BATCH);
                for (AuditEvent event : events) {
                    if (!follows(tenant, event, sequence, hash)) return new ChainCheck(false, sequence, sequence + 1);
                    sequence = event.sequence();
                    hash = event.hash();
                }
                if (events.size() < BATCH) return new ChainCheck(true, sequence, null);
            }
        });
    }

    private boolean follows(TenantId tenant, AuditEvent event, long sequence, byte[] hash) {
        return event.sequence() == sequence + 1 && audit.holds(tenant, event, hash);
    }

    /// Whether the chain holds.
    ///
    /// @param events   how many events hold, from the first
    /// @param brokenAt the sequence number of the first that does not
    public record ChainCheck(
            boolean holds, long events, @Nullable Long brokenAt) {}

    /// An event as its tenant sees it.
    public record AuditView(
            long sequence,
            Instant at,
            String actor,
            String action,
            String target,

            @JsonRawValue @Schema(type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.OBJECT)
            String details,

            String hash) {
        static AuditView of(AuditEvent event) {
            return new AuditView(
                    event.sequence(),
                    event.at(),
                    event.actor(),
                    event.action(),
                    event.target(),
                    event.details(),
                    HexFormat.of().formatHex(event.hash()));
        }
    }
}
