package io.flotilla.worker.bind;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.app.connector.ConnectorDefinition;
import io.flotilla.app.connector.HttpConnector;
import io.flotilla.app.connector.SqlConnector;
import io.flotilla.engine.connector.Connector;
import io.flotilla.engine.connector.ConnectorOutcome;
import io.flotilla.engine.connector.http.HttpConnectors;
import io.flotilla.engine.connector.sql.SqlConnectors;
import io.flotilla.engine.control.Cancellation;
import io.flotilla.engine.control.Fault;
import io.flotilla.engine.control.FaultCode;
import io.flotilla.engine.step.BoundConnector;
import io.flotilla.messages.ResolvedConnector;
import io.flotilla.messages.secret.SecretOpener;
import io.flotilla.messages.secret.UnreadableSecret;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Gives resolved connectors the means to be called. Their secrets are opened at the first
/// call of a run and forgotten with it.
@Singleton
class Connectors {
    private static final Logger LOG = Logger.getLogger(Connectors.class);

    private final HttpConnectors http;
    private final SqlConnectors sql;
    private final SecretOpener opener;

    Connectors(HttpConnectors http, SqlConnectors sql, SecretOpener opener) {
        this.http = http;
        this.sql = sql;
        this.opener = opener;
    }

    /// @param definition the connector's document, read
    BoundConnector bind(UUID tenantId, ResolvedConnector connector, ConnectorDefinition definition) {
        return new BoundConnector(connector.name(), new Sealed(tenantId, connector, definition));
    }

    /// A connector whose secrets are opened when it is first called.
    private final class Sealed implements Connector {
        private final UUID tenantId;
        private final ResolvedConnector connector;
        private final ConnectorDefinition definition;
        private final ReentrantLock lock = new ReentrantLock();
        private @Nullable Connector opened;

        Sealed(UUID tenantId, ResolvedConnector connector, ConnectorDefinition definition) {
            this.tenantId = tenantId;
            this.connector = connector;
            this.definition = definition;
        }

        @Override
        public ConnectorOutcome call(String operation, JsonNode arguments, Cancellation cancellation) {
            try {
                return opened().call(operation, arguments, cancellation);
            } catch (UnreadableSecret e) {
                LOG.errorf(
                        "connector secret not opened connector=%s reason=%s", connector.connectorId(), e.getMessage());
                return new ConnectorOutcome.Failed(
                        new Fault(FaultCode.CONNECTOR_FAILED, "the connector's credentials cannot be used").lasting());
            }
        }

        private Connector opened() throws UnreadableSecret {
            lock.lock();
            try {
                var known = opened;
                if (known != null) return known;
                var fresh = open();
                opened = fresh;
                return fresh;
            } finally {
                lock.unlock();
            }
        }

        private Connector open() throws UnreadableSecret {
            Map<String, String> secrets = new HashMap<>();
            for (var secret : connector.secrets().entrySet()) {
                secrets.put(secret.getKey(), opener.open(secret.getValue()));
            }
            return switch (definition.spec()) {
                case HttpConnector each -> http.open(each, secrets);
                case SqlConnector each -> sql.open("%s/%s".formatted(tenantId, connector.connectorId()), each, secrets);
            };
        }
    }
}
