package io.flotilla.platform.invocation;

import io.flotilla.messages.ControlMessage.StopReason;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.invocation.dispatch.Control;
import io.flotilla.platform.invocation.state.Invocation;
import io.flotilla.platform.invocation.state.Invocations;
import io.flotilla.platform.invocation.state.PlatformMoves;
import io.flotilla.platform.problem.Fault;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/// Cancels invocations.
@ApplicationScoped
class Cancellation {
    private final Database database;
    private final Control control;

    Cancellation(Database database, Control control) {
        this.database = database;
        this.control = control;
    }

    /// The invocation after the cancellation. Workers are told also of one that was queued: its request may be
    /// on its way.
    Invocation cancel(TenantId tenant, UUID id) {
        record Outcome(boolean moved, Invocation invocation) {}
        var outcome = database.inTenant(tenant, handle -> {
            boolean moved = PlatformMoves.cancel(handle, tenant.value(), id);
            return new Outcome(
                    moved, Invocations.byId(handle, tenant.value(), id).orElseThrow(Fault::notFound));
        });
        if (outcome.moved) control.stop(outcome.invocation.ref(), StopReason.CANCELLED);
        return outcome.invocation;
    }
}
