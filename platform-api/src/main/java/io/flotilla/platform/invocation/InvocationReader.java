package io.flotilla.platform.invocation;

import io.flotilla.platform.database.Database;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.invocation.state.Invocation;
import io.flotilla.platform.invocation.state.InvocationState;
import io.flotilla.platform.invocation.state.Invocations;
import io.flotilla.platform.invocation.state.Journal;
import io.flotilla.platform.page.Page;
import io.flotilla.platform.page.PageRequest;
import io.flotilla.platform.problem.Fault;
import io.flotilla.platform.usage.InvocationUsage;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Reads invocations as their callers see them.
@ApplicationScoped
class InvocationReader {
    private final Database database;

    InvocationReader(Database database) {
        this.database = database;
    }

    /// The invocation, if it is this tenant's.
    InvocationView byId(TenantId tenant, UUID id) {
        return database.inTenant(tenant, handle -> view(handle, row(handle, tenant, id)));
    }

    /// A row that was just read, with what it used.
    InvocationView view(TenantId tenant, Invocation row) {
        return database.inTenant(tenant, handle -> view(handle, row));
    }

    Page<InvocationView> page(TenantId tenant, @Nullable String app, @Nullable String state, PageRequest request) {
        if (state != null && InvocationState.of(state).isEmpty()) {
            throw Fault.invalid("state", "unknown-state", "There is no such state of an invocation.");
        }
        var before = request.after(UUID::fromString).orElse(null);
        return database.inTenant(tenant, handle -> {
            var rows = Invocations.page(handle, app, state, before, request.rows());
            return Page.cut(rows, request, each -> each.id().toString()).map(each -> view(handle, each));
        });
    }

    List<StepView> steps(TenantId tenant, UUID id) {
        return story(tenant, id).steps();
    }

    /// The invocation and its finished steps, as of one moment.
    Story story(TenantId tenant, UUID id) {
        return database.inTenant(tenant, handle -> {
            var invocation = view(handle, row(handle, tenant, id));
            var steps = Journal.of(handle, tenant.value(), id);
            return new Story(invocation, steps.stream().map(StepView::of).toList());
        });
    }

    private static Invocation row(Handle handle, TenantId tenant, UUID id) {
        return Invocations.byId(handle, tenant.value(), id).orElseThrow(Fault::notFound);
    }

    private static InvocationView view(Handle handle, Invocation row) {
        return InvocationView.of(row, InvocationUsage.of(handle, row.tenantId(), row.id()));
    }

    record Story(InvocationView invocation, List<StepView> steps) {}
}
