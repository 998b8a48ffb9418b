package io.flotilla.engine.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.app.connector.HeaderValue;
import io.flotilla.app.connector.HttpConnector;
import io.flotilla.app.connector.HttpOperation;
import io.flotilla.app.connector.HttpOperation.Method;
import io.flotilla.engine.address.AddressDenied;
import io.flotilla.engine.connector.CallFailed;
import io.flotilla.engine.connector.CheckedOperation;
import io.flotilla.engine.connector.Connector;
import io.flotilla.engine.connector.ConnectorOutcome;
import io.flotilla.engine.control.Cancellation;
import io.flotilla.engine.control.Fault;
import io.flotilla.engine.control.FaultCode;
import io.flotilla.engine.control.RunClock;
import io.flotilla.engine.probe.ProbeResult;
import io.flotilla.engine.probe.Unreached;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;

/// One HTTP connector.
final class HttpCaller implements Connector {
    private static final int MAX_REDIRECTS = 3;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final HttpConnector definition;
    private final Map<String, String> secrets;
    private final CloseableHttpClient client;
    private final RunClock clock;
    private final Map<String, CheckedOperation<HttpOperation>> operations = new ConcurrentHashMap<>();

    HttpCaller(HttpConnector definition, Map<String, String> secrets, CloseableHttpClient client, RunClock clock) {
        this.definition = definition;
        this.secrets = secrets;
        this.client = client;
        this.clock = clock;
    }

    @Override
    public ConnectorOutcome call(String operation, JsonNode arguments, Cancellation cancellation) {
        var timedOut = new AtomicBoolean();
        var underWay = new AtomicReference<@Nullable HttpUriRequestBase>();
        try (var inner = cancellation.child();
                var _ = clock.alarm(definition.limits().timeout(), () -> {
                    timedOut.set(true);
                    inner.cancel(late());
                });
                var _ = inner.onCancel(() -> cut(underWay.get()))) {
            var checked = operation(operation);
            var values = checked.arguments(arguments);
            return new ConnectorOutcome.Answered(exchange(checked, new HttpText(values), underWay, inner));
        } catch (CallFailed e) {
            return new ConnectorOutcome.Failed(e.fault());
        } catch (AddressDenied e) {
            return failed(FaultCode.CONNECTOR_DENIED, "the connector's host leads to an address that is not allowed");
        } catch (IOException e) {
            if (cancellation.isCancelled()) return failed(FaultCode.CANCELLED, "the call was stopped");
            if (timedOut.get()) return new ConnectorOutcome.Failed(late());
            return failed(FaultCode.CONNECTOR_FAILED, "the connector's server cannot be reached, or broke off");
        }
    }

    /// Asks the base address for anything at all, with the connector's own headers.
    ProbeResult reach(Duration patience) {
        var underWay = new AtomicReference<@Nullable HttpUriRequestBase>();
        var late = new AtomicBoolean();
        try (var _ = clock.alarm(patience, () -> {
            late.set(true);
            cut(underWay.get());
        })) {
            var target = HttpTarget.of(definition);
            var request = new HttpUriRequestBase("GET", target.base());
            var text = new HttpText(Map.of());
            for (var each : definition.headers().entrySet()) header(request, each, true, text);
            underWay.set(request);
            try (var response = client.executeOpen(HttpHost.create(target.base()), request, null)) {
                return reached(response.getCode());
            }
        } catch (CallFailed e) {
            return ProbeResult.fails(e.fault().code().code(), e.fault().detail());
        } catch (IOException e) {
            return late.get() ? Unreached.late() : Unreached.because(e);
        }
    }

    private static ProbeResult reached(int status) {
        if (status == 401 || status == 403) {
            return ProbeResult.fails(
                    "unauthorized", "The server does not accept the credentials (status %d).".formatted(status));
        }
        if (status >= 500) return ProbeResult.fails("failing", "The server has a fault (status %d).".formatted(status));
        return ProbeResult.works(
                "The server answers (status %d at the base address). Try an operation to know more.".formatted(status));
    }

    private CheckedOperation<HttpOperation> operation(String name) throws CallFailed {
        var known = operations.get(name);
        if (known != null) return known;
        var operation = definition.operations().get(name);
        if (operation == null) {
            throw new CallFailed(FaultCode.CONNECTOR_DENIED, "the connector has no operation `%s`".formatted(name));
        }
        var checked = new CheckedOperation<>(operation);
        operations.put(name, checked);
        return checked;
    }

    private JsonNode exchange(
            CheckedOperation<HttpOperation> checked,
            HttpText text,
            AtomicReference<@Nullable HttpUriRequestBase> underWay,
            Cancellation cancellation)
            throws CallFailed, IOException {
        var target = HttpTarget.of(definition);
        var operation = checked.operation();
        var uri = text.uri(target.base(), definition, operation);
        var method = operation.method();
        for (int hops = 0; ; hops++) {
            var request = request(method, uri, target, operation, text);
            underWay.set(request);
            if (cancellation.isCancelled()) throw new IOException("stopped");
            try (var response = client.executeOpen(HttpHost.create(uri), request, null)) {
                if (!REDIRECTS.contains(response.getCode())) {
                    var result = HttpAnswer.read(
                            response, method, definition.limits().maxBytes(), clock);
                    checked.checkResult(result);
                    return result;
                }
                boolean asks = method == Method.GET || method == Method.HEAD;
                if (hops == MAX_REDIRECTS || !asks && response.getCode() != 303) throw noFurther();
                var location = response.getFirstHeader("Location");
                uri = target.redirect(uri, location == null ? null : location.getValue());
                if (!asks) method = Method.GET;
                cut(request);
            }
        }
    }

    private HttpUriRequestBase request(
            Method method, URI uri, HttpTarget target, HttpOperation operation, HttpText text) throws CallFailed {
        var request = new HttpUriRequestBase(method.name(), uri);
        request.setHeader("Accept", "application/json, text/*;q=0.5");
        boolean origin = target.isOrigin(uri);
        var body = operation.body();
        if (body != null && method == operation.method()) {
            var filled = text.body(body);
            byte[] bytes =
                    (filled.isTextual() ? filled.textValue() : filled.toString()).getBytes(StandardCharsets.UTF_8);
            var type = filled.isTextual()
                    ? ContentType.TEXT_PLAIN.withCharset(StandardCharsets.UTF_8)
                    : ContentType.APPLICATION_JSON;
            request.setEntity(new ByteArrayEntity(bytes, type));
        }
        for (var each : definition.headers().entrySet()) header(request, each, origin, text);
        for (var each : operation.headers().entrySet()) header(request, each, origin, text);
        return request;
    }

    /// A secret goes to the connector's own origin only, not where a redirect leads.
    private void header(
            HttpUriRequestBase request, Map.Entry<String, HeaderValue> header, boolean origin, HttpText text)
            throws CallFailed {
        switch (header.getValue()) {
            case HeaderValue.Plain(var value) -> request.setHeader(header.getKey(), text.header(value));
            case HeaderValue.Secret(var name, var prefix) -> {
                var secret = secrets.get(name);
                if (secret == null) {
                    throw new CallFailed(
                            FaultCode.CONNECTOR_DENIED, "the connector's secret `%s` is not there".formatted(name));
                }
                if (origin) request.setHeader(header.getKey(), prefix + secret);
            }
        }
    }

    private static void cut(@Nullable HttpUriRequestBase request) {
        if (request != null) request.cancel();
    }

    private static CallFailed noFurther() {
        return new CallFailed(
                FaultCode.CONNECTOR_DENIED,
                "the connector's server redirects too often, or a call that is not repeated");
    }

    private static Fault late() {
        return new Fault(FaultCode.CONNECTOR_FAILED, "the connector's server did not answer in time");
    }

    private static ConnectorOutcome failed(FaultCode code, String detail) {
        return new ConnectorOutcome.Failed(new Fault(code, detail));
    }
}
