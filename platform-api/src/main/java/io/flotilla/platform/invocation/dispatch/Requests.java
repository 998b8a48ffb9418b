package io.flotilla.platform.invocation.dispatch;

import io.flotilla.messages.InvocationRequested;
import io.flotilla.messages.JournalEntry;
import io.flotilla.platform.app.LiveVersions;
import io.flotilla.platform.app.RunnableVersion;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.invocation.state.Invocation;
import io.flotilla.platform.invocation.state.Journal;
import io.flotilla.platform.problem.Fault;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

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
    public static InvocationRequested first(Invocation invocation, RunnableVersion version) {
        return request(invocation, version, List.of());
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
            return request(invocation, version, journal);
        });
    }

    private static InvocationRequested request(
            Invocation invocation, RunnableVersion version, List<JournalEntry> journal) {
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
                journal);
    }
}
