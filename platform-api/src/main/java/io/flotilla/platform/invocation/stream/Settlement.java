package io.flotilla.platform.invocation.stream;

import io.flotilla.messages.InvocationRef;
import io.flotilla.messages.ReplyFrame;
import io.flotilla.messages.RunEnd;
import io.flotilla.messages.UnreadableMessage;
import io.flotilla.messages.Wire;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.database.SqlState;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.invocation.state.Invocation;
import io.flotilla.platform.invocation.state.InvocationKey;
import io.flotilla.platform.invocation.state.Invocations;
import io.flotilla.platform.invocation.state.Moves;
import io.flotilla.platform.invocation.state.RowLocks;
import io.flotilla.platform.queue.Queue;
import io.flotilla.platform.usage.InvocationUsage;
import io.flotilla.platform.usage.Ledger;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Makes sure that what is answered is what will be read: before a caller who waited hears the end, the end is in the
/// row and the ledger holds the calls that the worker says it made. One thread does so for all callers of this instance, as
/// many as there are in one transaction; one who comes alone waits for nobody.
@ApplicationScoped
public class Settlement {
    private static final Logger LOG = Logger.getLogger(Settlement.class);
    private static final int MOST_AT_ONCE = 128;
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Executor SOON = CompletableFuture.delayedExecutor(2, TimeUnit.MILLISECONDS, Runnable::run);

    private final Database database;
    private final Ledger ledger;
    private final Queue queue;
    private final LinkedBlockingQueue<Ending> endings = new LinkedBlockingQueue<>();

    Settlement(Database database, Ledger ledger, Queue queue) {
        this.database = database;
        this.ledger = ledger;
        this.queue = queue;
    }

    /// The invocation, with what it used, if what was heard is its end; empty if it goes on (an older attempt's
    /// end, for one).
    public Optional<Settled> settle(TenantId tenant, UUID id, Waiter.Signal signal) throws InterruptedException {
        var said = signal instanceof Waiter.Signal.Frame heard ? said(heard.frame()) : null;
        var ending = new Ending(new InvocationKey(tenant.value(), id), said, System.nanoTime() + PATIENCE.toNanos(), new CompletableFuture<>());
        endings.add(ending);
        try {
            return ending.answer.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    /// The row as it is.
    public Optional<Invocation> read(TenantId tenant, UUID id) {
        return database.inTenant(tenant, handle -> Invocations.byId(handle, tenant.value(), id));
    }

    void start(@Observes StartupEvent event) {
        queue.keepRunningAnyway("settlement", this::settleAll);
    }

    private void settleAll(BooleanSupplier stopping) throws InterruptedException {
        while (!stopping.getAsBoolean()) {
            var first = endings.poll(250, TimeUnit.MILLISECONDS);
            if (first == null) continue;
            var batch = new ArrayList<Ending>();
            batch.add(first);
            endings.drainTo(batch, MOST_AT_ONCE - 1);
            settle(batch);
        }
    }

    /// What one of them has that the tables refuse is found by trying them one by one.
    private void settle(List<Ending> batch) {
        try {
            List<Answer> answers = database.asProjection(handle -> store(handle, batch));
            answers.forEach(each -> each.ending.answer.complete(each.settled));
        } catch (RuntimeException e) {
            if (batch.size() > 1 && SqlState.isAboutTheData(e)) {
                batch.forEach(each -> settle(List.of(each)));
                return;
            }
            batch.forEach(each -> each.answer.completeExceptionally(e));
        }
        for (var each : batch) {
            if (!each.answer.isDone()) SOON.execute(() -> endings.add(each));
        }
    }

    /// The projections make the same moves; whoever is second changes nothing. What is stored here is on its way to Kafka
    /// too, and survives the worker either way, so that it need not be on disk before the answer.
    ///
    /// @return the answers there are; who has none is looked at again
    private List<Answer> store(Handle handle, List<Ending> batch) {
        handle.execute("set local synchronous_commit to off");
        var said = batch.stream().map(Ending::said).filter(Objects::nonNull).toList();
        var ends = said.stream().map(each -> Moves.End.of(each.terminal())).filter(Objects::nonNull).toList();
        RowLocks.take(handle, ends.stream().map(each -> each.event().ref()).toList());
        Moves.end(handle, ends);
        var usage = said.stream().flatMap(each -> each.usage().stream()).toList();
        if (!usage.isEmpty()) ledger.add(handle, usage);
        return answers(handle, batch, lacking(handle, said));
    }

    private static List<Answer> answers(Handle handle, List<Ending> batch, Set<InvocationRef> lacking) {
        long now = System.nanoTime();
        var due = batch.stream()
                .filter(each -> each.said == null || each.until - now < 0 || !lacking.contains(each.said.terminal().ref()))
                .toList();
        if (due.isEmpty()) return List.of();
        var rows = Invocations.byKeys(handle, due.stream().map(Ending::key).distinct().toList()).stream()
                .filter(each -> each.state().ended())
                .collect(Collectors.toMap(Invocation::id, Function.identity()));
        var usage = InvocationUsage.of(handle, rows.values().stream().map(Invocation::ref).toList());
        return due.stream().map(each -> answer(each, rows, usage)).toList();
    }

    private static Answer answer(Ending ending, Map<UUID, Invocation> rows, Map<UUID, InvocationUsage> usage) {
        var row = Optional.ofNullable(rows.get(ending.key.id()));
        return new Answer(
                ending, row.map(each -> new Settled(each, usage.getOrDefault(each.id(), InvocationUsage.NOTHING))));
    }

    /// Those attempts whose calls are not all in the ledger yet. One whose calls all came with its end has none missing.
    private static Set<InvocationRef> lacking(Handle handle, List<RunEnd> said) {
        var calls = new HashMap<InvocationRef, Integer>();
        for (var each : said) {
            var end = Moves.End.of(each.terminal());
            var made = end == null ? null : end.timing().calls();
            if (made != null && made > each.usage().size()) calls.put(each.terminal().ref(), made);
        }
        return InvocationUsage.lacking(handle, calls);
    }

    private static @Nullable RunEnd said(ReplyFrame frame) {
        if (!frame.name().equals("invocation.finished")) return null;
        try {
            return Wire.fromTree(frame.data(), RunEnd.class);
        } catch (UnreadableMessage e) {
            LOG.warnf("last frame not understood, the row decides: reason=%s", e.getMessage());
            return null;
        }
    }

    /// An invocation that has ended, as it will be read from now on.
    public record Settled(Invocation invocation, InvocationUsage usage) {}

    /// One caller's question whether it is over.
    private record Ending(
            InvocationKey key, @Nullable RunEnd said, long until, CompletableFuture<Optional<Settled>> answer) {}

    private record Answer(Ending ending, Optional<Settled> settled) {}
}
