package io.flotilla.platform.invocation.stream;

import io.flotilla.messages.ReplyFrame;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.queue.Column;
import io.flotilla.platform.queue.Queue;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/// Everybody who waits at this instance. Frames come from the replies topic; beside that, one query now and
/// then for all of them tells who waits for something that has ended.
@ApplicationScoped
public class Waiters {
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final Map<UUID, List<Waiter>> byInvocation = new ConcurrentHashMap<>();
    private final Map<UUID, UUID> tenants = new ConcurrentHashMap<>();
    private final Queue queue;
    private final Database database;

    Waiters(Queue queue, Database database) {
        this.queue = queue;
        this.database = database;
    }

    /// Begins to wait.
    ///
    /// @param everyFrame whether to hear all frames; otherwise only how it ends
    public Waiter open(TenantId tenant, UUID invocation, boolean everyFrame) {
        var waiter = new Waiter(invocation, everyFrame, this);
        tenants.put(invocation, tenant.value());
        byInvocation.compute(invocation, (id, waiting) -> {
            var all = waiting == null ? new CopyOnWriteArrayList<Waiter>() : waiting;
            all.add(waiter);
            return all;
        });
        return waiter;
    }

    void close(Waiter waiter) {
        byInvocation.computeIfPresent(waiter.invocation(), (id, waiting) -> {
            waiting.remove(waiter);
            if (!waiting.isEmpty()) return waiting;
            tenants.remove(id);
            return null;
        });
    }

    void hear(ReplyFrame frame) {
        byInvocation
                .getOrDefault(frame.ref().invocationId(), List.of())
                .forEach(each -> each.hear(frame));
    }

    void start(@Observes StartupEvent event) {
        queue.keepRunningAnyway("waiters", this::look);
    }

    /// Tells at the second look only: the last frames get the time between to arrive.
    private void look(BooleanSupplier stopping) {
        Set<UUID> before = Set.of();
        while (!stopping.getAsBoolean()) {
            queue.pause(LOOK_EVERY);
            var waited = List.copyOf(tenants.entrySet());
            if (waited.isEmpty()) continue;
            var ended = ended(waited);
            for (UUID each : ended) {
                if (before.contains(each)) byInvocation.getOrDefault(each, List.of()).forEach(Waiter::ended);
            }
            before = ended;
        }
    }

    private Set<UUID> ended(List<Map.Entry<UUID, UUID>> waited) {
        return database.asProjection(handle -> handle.createQuery(
                        """
                        select i.id from unnest(:tenants, :ids) as e (tenant_id, id)
                        join invocation i on (i.tenant_id, i.id) = (e.tenant_id, e.id)
                        where i.finished_at is not null
                        """)
                .bind("tenants", Column.uuid(waited, Map.Entry::getValue))
                .bind("ids", Column.uuid(waited, Map.Entry::getKey))
                .mapTo(UUID.class)
                .set());
    }
}
