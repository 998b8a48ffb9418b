package io.flotilla.platform.invocation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.flotilla.platform.access.Caller;
import io.flotilla.platform.access.Permission;
import io.flotilla.platform.access.Requires;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.invocation.admission.Admissions;
import io.flotilla.platform.invocation.admission.Admitted;
import io.flotilla.platform.invocation.admission.Ask;
import io.flotilla.platform.invocation.dispatch.Outbox;
import io.flotilla.platform.invocation.stream.Replies;
import io.flotilla.platform.invocation.stream.Settlement.Settled;
import io.flotilla.platform.invocation.stream.Settlement;
import io.flotilla.platform.invocation.stream.Waiter;
import io.flotilla.platform.invocation.stream.Waiters;
import io.flotilla.platform.problem.Fault;
import io.flotilla.platform.usage.InvocationUsage;
import io.flotilla.platform.problem.RateLimit;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/// Runs an app: the caller waits, leaves, or watches.
@Path("/v1/apps/{app}/invocations")
@RunOnVirtualThread
public class RunResource {
    private static final String PRODUCTION = "production";
    private static final int LONGEST_METADATA = 8192;

    private final Admissions admissions;
    private final Outbox outbox;
    private final Replies replies;
    private final Waiters waiters;
    private final Settlement settlement;
    private final InvocationReader reader;
    private final LiveStream live;
    private final StoredStream stored;

    RunResource(
            Admissions admissions,
            Outbox outbox,
            Replies replies,
            Waiters waiters,
            Settlement settlement,
            InvocationReader reader,
            LiveStream live,
            StoredStream stored) {
        this.admissions = admissions;
        this.outbox = outbox;
        this.replies = replies;
        this.waiters = waiters;
        this.settlement = settlement;
        this.reader = reader;
        this.live = live;
        this.stored = stored;
    }

    /// Runs the app and answers `200` with the invocation once it has ended, however it ended: whether it
    /// succeeded is its `state`, and why not is its `problem`. If it goes on longer than the caller waits:
    /// `202`, and `Location` names it.
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Requires(Permission.INVOCATIONS_RUN)
    @APIResponseSchema(InvocationView.class)
    public Response run(
            @PathParam("app") String app,
            @HeaderParam("Prefer") @Nullable String prefer,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @HeaderParam("traceparent") @Nullable String traceparent,
            InvocationRequest request)
            throws InterruptedException {
        var tenant = Caller.current().tenant();
        var wait = Preference.of(prefer).patience();
        var admitted = admit(app, request, key, traceparent, wait.isPositive());
        return Sunset.told(admitted.request(), ended(tenant, admitted, wait));
    }

    private Response ended(TenantId tenant, Admitted admitted, Duration wait) throws InterruptedException {
        var id = admitted.invocation().id();
        if (!wait.isPositive()) {
            produce(admitted);
            // a fresh one is known whole: nothing that fails from here on may hide that it was accepted
            if (admitted.fresh()) {
                return answer(admitted, InvocationView.of(admitted.invocation(), InvocationUsage.NOTHING));
            }
            return answer(admitted, reader.view(tenant, admitted.invocation()));
        }
        try (var waiter = waiters.open(tenant, id, false)) {
            produce(admitted);
            var ended = await(tenant, id, waiter, wait);
            if (ended.isPresent()) {
                return answer(admitted, InvocationView.of(ended.get().invocation(), ended.get().usage()));
            }
            return answer(admitted, reader.view(tenant, settlement.read(tenant, id).orElseThrow(Fault::notFound)));
        }
    }

    /// Runs the app and streams what happens, token by token. A request repeated with its `Idempotency-Key`
    /// streams what is stored instead, as `/v1/invocations/{id}/events` does.
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.SERVER_SENT_EVENTS + ";qs=0.1")
    @Requires(Permission.INVOCATIONS_RUN)
    public Response stream(
            @PathParam("app") String app,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @HeaderParam("traceparent") @Nullable String traceparent,
            InvocationRequest request) {
        var tenant = Caller.current().tenant();
        var admitted = admit(app, request, key, traceparent, true);
        var id = admitted.invocation().id();
        if (!admitted.fresh()) return EventAnswer.of(List.of(), out -> stored.write(tenant, id, 0, out));
        var waiter = waiters.open(tenant, id, true);
        produce(admitted);
        return Sunset.told(admitted.request(), EventAnswer.of(admitted.limits(), out -> live.write(tenant, id, waiter, out)));
    }

    private Admitted admit(
            String app,
            @Nullable InvocationRequest request,
            @Nullable String key,
            @Nullable String traceparent,
            boolean waits) {
        if (request == null) throw Fault.invalid("", "missing", "The body is an object with 'inputs'.");
        var inputs = request.inputs() == null ? JsonNodeFactory.instance.objectNode() : request.inputs();
        var environment = request.environment() == null ? PRODUCTION : request.environment();
        var partition = waits ? replies.partition().orElse(null) : null;
        return admissions.admit(
                Caller.current(),
                new Ask(app, environment, inputs, metadata(request.metadata()), key, traceparent, partition));
    }

    private static @Nullable JsonNode metadata(@Nullable JsonNode metadata) {
        if (metadata == null || metadata.isNull()) return null;
        if (!metadata.isObject() || metadata.toString().length() > LONGEST_METADATA) {
            throw Fault.invalid("/metadata", "invalid-value", "Metadata is an object of at most 8 KiB.");
        }
        return metadata;
    }

    private void produce(Admitted admitted) {
        var request = admitted.request();
        if (request != null) outbox.produce(request);
    }

    private Optional<Settled> await(TenantId tenant, UUID id, Waiter waiter, Duration wait)
            throws InterruptedException {
        long until = System.nanoTime() + wait.toNanos();
        for (long left = wait.toNanos(); left > 0; left = until - System.nanoTime()) {
            var signal = waiter.next(Duration.ofNanos(left));
            if (signal.isEmpty()) break;
            var ended = settlement.settle(tenant, id, signal.get());
            if (ended.isPresent()) return ended;
        }
        return Optional.empty();
    }

    private static Response answer(Admitted admitted, InvocationView invocation) {
        var answer = Response.status(invocation.state().ended() ? 200 : 202)
                .location(URI.create("/v1/invocations/" + invocation.id()))
                .entity(invocation);
        RateLimit.tell(admitted.limits(), answer);
        return answer.build();
    }
}
