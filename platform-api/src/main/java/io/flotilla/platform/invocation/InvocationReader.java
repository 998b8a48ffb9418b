package io.flotilla.platform.invocation;

import io.flotilla.platform.access.Reach;
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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Reads invocations as their callers see them.
@ApplicationScoped
class InvocationReader {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

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

    Page<InvocationView> page(
            TenantId tenant, @Nullable String app, Reach reach, @Nullable String state, PageRequest request) {
        if (state != null && InvocationState.of(state).isEmpty()) {
            throw Fault.invalid("state", "unknown-state", "There is no such state of an invocation.");
        }
        var before = request.after(UUID::fromString).orElse(null);
        return database.inTenant(tenant, handle -> {
            var rows = Invocations.page(handle, app, reach.apps(), state, before, request.rows());
            var usage = InvocationUsage.of(handle, rows.stream().map(Invocation::ref).toList());
            return Page.cut(rows, request, each -> each.id().toString())
                    .map(each -> InvocationView.of(each, usage.getOrDefault(each.id(), InvocationUsage.NOTHING)));
        });
    }

    List<StepView> steps(TenantId tenant, UUID id) {
        return story(tenant, id).steps();
    }

    /// The invocation and its finished steps, as of one moment. An end that was heard of before the last steps were
    /// stored is waited for, a moment at most.
    Story story(TenantId tenant, UUID id) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            boolean patient = System.nanoTime() < until;
            var story = database.inTenant(tenant, handle -> story(handle, tenant, id, patient));
            if (story.isPresent()) return story.get();
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    private static Optional<Story> story(Handle handle, TenantId tenant, UUID id, boolean patient) {
        var row = row(handle, tenant, id);
        if (patient && !Journal.isWhole(handle, tenant.value(), id)) return Optional.empty();
        var steps = Journal.of(handle, tenant.value(), id);
        var usage = InvocationUsage.bySteps(handle, tenant.value(), id);
        var views = steps.stream()
                .map(step -> StepView.of(step, usage.getOrDefault(step.at(), InvocationUsage.NOTHING)))
                .toList();
        return Optional.of(new Story(view(handle, row), views));
    }

    private static Invocation row(Handle handle, TenantId tenant, UUID id) {
        return Invocations.byId(handle, tenant.value(), id).orElseThrow(Fault::notFound);
    }

    private static InvocationView view(Handle handle, Invocation row) {
        return InvocationView.of(row, InvocationUsage.of(handle, row.ref()));
    }

    record Story(InvocationView invocation, List<StepView> steps) {}
}
