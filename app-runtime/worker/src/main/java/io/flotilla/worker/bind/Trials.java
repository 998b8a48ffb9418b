package io.flotilla.worker.bind;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.flotilla.app.ConnectorReader;
import io.flotilla.app.Reading;
import io.flotilla.app.connector.ConnectorDefinition;
import io.flotilla.app.connector.HttpConnector;
import io.flotilla.app.connector.SqlConnector;
import io.flotilla.engine.connector.ConnectorOutcome;
import io.flotilla.engine.connector.http.HttpConnectors;
import io.flotilla.engine.connector.sql.SqlConnectors;
import io.flotilla.engine.control.Cancellation;
import io.flotilla.engine.control.Fault;
import io.flotilla.engine.control.FaultCode;
import io.flotilla.engine.control.RunClock;
import io.flotilla.engine.model.probe.ModelProbe;
import io.flotilla.engine.model.probe.ModelServer;
import io.flotilla.engine.probe.ProbeResult;
import io.flotilla.engine.probe.Unreached;
import io.flotilla.messages.ProbeTarget;
import io.flotilla.messages.ProbeTarget.OfConnector;
import io.flotilla.messages.ProbeTarget.OfModel;
import io.flotilla.messages.ProbeTarget.OfProvider;
import io.flotilla.messages.SealedSecret;
import io.flotilla.messages.secret.SecretOpener;
import io.flotilla.messages.secret.UnreadableSecret;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Tries out what the catalogue knows, with its secrets opened for just that.
@Singleton
public class Trials {
    private static final Logger LOG = Logger.getLogger(Trials.class);

    private final ModelProbe models;
    private final HttpConnectors http;
    private final SqlConnectors sql;
    private final Connectors connectors;
    private final SecretOpener opener;
    private final RunClock clock;

    Trials(
            ModelProbe models,
            HttpConnectors http,
            SqlConnectors sql,
            Connectors connectors,
            SecretOpener opener,
            RunClock clock) {
        this.models = models;
        this.http = http;
        this.sql = sql;
        this.connectors = connectors;
        this.opener = opener;
        this.clock = clock;
    }

    /// What comes of it, within `patience`.
    public ProbeResult of(UUID tenant, ProbeTarget target, Duration patience) throws InterruptedException {
        try {
            return switch (target) {
                case OfProvider provider when provider.kind().equals("local") -> noLocalModels();
                case OfProvider(var kind, var baseUrl, var key) -> models.server(server(kind, baseUrl, key), patience);
                case OfModel(var model) when model.providerKind().equals("local") -> noLocalModels();
                case OfModel(var model) -> {
                    var kind = model.kind();
                    yield models.model(
                            server(model.providerKind(), model.baseUrl(), model.apiKey()),
                            model.upstreamName(),
                            kind == null ? "chat" : kind,
                            patience);
                }
                case OfConnector connector -> connector(tenant, connector, patience);
            };
        } catch (UnreadableSecret e) {
            LOG.errorf("secret not opened for a probe tenant=%s reason=%s", tenant, e.getMessage());
            return ProbeResult.fails("secret-unreadable", "The credentials cannot be opened by this worker.");
        }
    }

    private static ProbeResult noLocalModels() {
        return ProbeResult.fails("no-local-model", "This worker has no model of its own by that name.");
    }

    private ModelServer server(String kind, String baseUrl, @Nullable SealedSecret key) throws UnreadableSecret {
        return new ModelServer(kind, URI.create(baseUrl), key == null ? null : opener.open(key));
    }

    private ProbeResult connector(UUID tenant, OfConnector target, Duration patience)
            throws UnreadableSecret, InterruptedException {
        return switch (ConnectorReader.read(target.connector().definition())) {
            case Reading.Refused<ConnectorDefinition> _ ->
                ProbeResult.fails(
                        "outdated", "This worker does not understand the connector's document: put it again.");
            case Reading.Read<ConnectorDefinition>(var definition, var _) -> {
                if (target.operation() != null) yield operation(tenant, target, definition, patience);
                var secrets = opened(target.connector().secrets());
                yield switch (definition.spec()) {
                    case HttpConnector spec -> http.reach(spec, secrets, patience);
                    case SqlConnector spec ->
                        sql.prepare(
                                "%s/%s".formatted(tenant, target.connector().connectorId()), spec, secrets, patience);
                };
            }
        };
    }

    private ProbeResult operation(UUID tenant, OfConnector target, ConnectorDefinition definition, Duration patience) {
        var operation = target.operation();
        var arguments = target.arguments();
        var cancellation = new Cancellation();
        var late = new AtomicBoolean();
        try (var _ = clock.alarm(patience, () -> {
            late.set(true);
            cancellation.cancel(new Fault(FaultCode.CANCELLED, "the probe took too long"));
        })) {
            var outcome = connectors
                    .bind(tenant, target.connector(), definition)
                    .connector()
                    .call(
                            operation == null ? "" : operation,
                            arguments == null ? JsonNodeFactory.instance.objectNode() : arguments,
                            cancellation);
            return switch (outcome) {
                case ConnectorOutcome.Answered _ ->
                    ProbeResult.works("The operation answers, in the shape it declares.");
                case ConnectorOutcome.Failed _ when late.get() -> Unreached.late();
                case ConnectorOutcome.Failed(var fault) ->
                    ProbeResult.fails(fault.code().code(), sentence(fault.detail()));
            };
        }
    }

    private Map<String, String> opened(Map<String, SealedSecret> sealed) throws UnreadableSecret {
        var secrets = new HashMap<String, String>();
        for (var each : sealed.entrySet()) secrets.put(each.getKey(), opener.open(each.getValue()));
        return secrets;
    }

    private static String sentence(String detail) {
        return Character.toUpperCase(detail.charAt(0)) + detail.substring(1) + ".";
    }
}
