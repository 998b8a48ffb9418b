package io.flotilla.platform.invocation.dispatch;

import io.flotilla.messages.InvocationRef;
import io.flotilla.messages.InvocationRequested;
import io.flotilla.messages.JournalEntry;
import io.flotilla.messages.SpendingLimit;
import io.flotilla.platform.app.LiveVersions;
import io.flotilla.platform.app.RunnableVersion;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.invocation.state.Invocation;
import io.flotilla.platform.invocation.state.Journal;
import io.flotilla.platform.problem.Fault;
import io.flotilla.platform.quota.Holds;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Makes the message that a worker runs an invocation from.
@ApplicationScoped
public class Requests {
    private final Database database;
    private final LiveVersions versions;

    Requests(Database database, LiveVersions versions) {
        this.database = database;
        this.versions = versions;
    }

    /// The first request, with what admission just read.
    ///
    /// @param spending what is held for it; absent when no budget covers it
    public static InvocationRequested first(
            Invocation invocation, RunnableVersion version, @Nullable SpendingLimit spending) {
        return request(invocation, version, List.of(), spending);
    }

    /// A request made again from the row: the version that was admitted, its models and connectors as they are
    /// now, and the journal of what an earlier attempt finished.
    ///
    /// @throws Fault if what it needs is gone by now
    InvocationRequested again(Invocation invocation) {
        return database.inTenant(new TenantId(invocation.tenantId()), handle -> {
            var version = versions.released(
                    handle,
                    new TenantId(invocation.tenantId()),
                    invocation.appId(),
                    invocation.app(),
                    invocation.environment(),
                    invocation.releaseId());
            var journal = invocation.attempt() == 1
                    ? List.<JournalEntry>of()
                    : Journal.entries(handle, invocation.tenantId(), invocation.id());
            return request(invocation, version, journal, spending(handle, invocation.ref()));
        });
    }

    private static @Nullable SpendingLimit spending(Handle handle, InvocationRef ref) {
        return Holds.again(handle, ref, () -> Journal.untoldNano(handle, ref)).orElse(null);
    }

    private static InvocationRequested request(
            Invocation invocation,
            RunnableVersion version,
            List<JournalEntry> journal,
            @Nullable SpendingLimit spending) {
        return new InvocationRequested(
                invocation.ref(),
                invocation.app(),
                invocation.version(),
                invocation.scenario(),
                invocation.environment(),
                version.definition(),
                invocation.inputs(),
                invocation.caller(),
                invocation.apiKeyId(),
                version.models(),
                version.connectors(),
                invocation.createdAt(),
                invocation.deadline(),
                invocation.replyPartition(),
                invocation.traceparent(),
                journal,
                spending);
    }
}
