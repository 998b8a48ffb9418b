package io.flotilla.platform.reconciliation;

import io.flotilla.platform.database.Database;
import io.flotilla.platform.database.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;

/// Looks for places where what the platform knows does not agree: each invariant by one query, and so over one snapshot, in
/// which nobody's change is half made.
@ApplicationScoped
class Reconciliation {
    private static final int MOST_SHOWN = 100;
    /// Longer than usage may be late.
    private static final Duration LOOK_BACK = Duration.ofDays(40);

    private final Database database;
    private final Clock clock;

    Reconciliation(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// What is wrong in one tenant.
    Report ofTenant(TenantId tenant) {
        return report(database.inTenant(tenant, handle -> differences(handle, tenant)));
    }

    /// What is wrong anywhere.
    Report ofAll() {
        return report(database.asProjection(handle -> differences(handle, null)));
    }

    private Report report(List<Difference> differences) {
        return new Report(
                clock.instant(),
                Arrays.stream(Invariant.values()).map(Invariant::word).toList(),
                differences);
    }

    private List<Difference> differences(Handle handle, @Nullable TenantId tenant) {
        var to = clock.instant().truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
        var differences = new ArrayList<Difference>();
        for (var each : Invariant.values()) {
            handle.createQuery("select * from (%s) d limit :most".formatted(each.sql()))
                    .configure(SqlStatements.class, allowing -> allowing.setUnusedBindingAllowed(true))
                    .bind("most", MOST_SHOWN)
                    .bind("tenant", tenant)
                    .bind("from", to.minus(LOOK_BACK))
                    .bind("to", to)
                    .map((row, context) -> new Difference(
                            each.word(), row.getObject("tenant_id", UUID.class), row.getString("difference")))
                    .forEach(differences::add);
        }
        return differences;
    }

    /// What was looked at, and what was found.
    ///
    /// @param invariants  all that were checked
    /// @param differences at most a hundred of each; empty when all agrees
    @Schema(name = "Reconciliation")
    record Report(Instant at, List<String> invariants, List<Difference> differences) {}

    /// One place where an invariant does not hold.
    record Difference(String invariant, UUID tenant, String difference) {}
}
