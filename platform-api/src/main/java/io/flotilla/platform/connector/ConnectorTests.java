package io.flotilla.platform.connector;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.messages.ProbeReport;
import io.flotilla.messages.ProbeTarget;
import io.flotilla.messages.ResolvedConnector;
import io.flotilla.messages.SealedSecret;
import io.flotilla.messages.UnreadableMessage;
import io.flotilla.messages.Wire;
import io.flotilla.platform.access.Caller;
import io.flotilla.platform.audit.Audit;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.probe.Probes;
import io.flotilla.platform.problem.Fault;
import io.flotilla.platform.secret.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/// Has a worker try out connectors, at the version in use.
@ApplicationScoped
class ConnectorTests {
    private final Database database;
    private final Connectors connectors;
    private final Secrets secrets;
    private final Probes probes;
    private final Audit audit;

    ConnectorTests(Database database, Connectors connectors, Secrets secrets, Probes probes, Audit audit) {
        this.database = database;
        this.connectors = connectors;
        this.secrets = secrets;
        this.probes = probes;
        this.audit = audit;
    }

    /// @throws Fault.Invalid if there is no such operation
    ProbeReport run(Caller caller, String name, ConnectorTest test) throws InterruptedException {
        var tenant = caller.tenant();
        var connector = connectors.byName(tenant, name);
        var definition = definition(connector);
        refuseUnknownOperation(definition, test);
        var sealed = database.inTenant(tenant, handle -> sealed(handle, tenant, connector));
        var missing = connector.secrets().stream()
                .filter(each -> !sealed.containsKey(each))
                .toList();
        var report = missing.isEmpty()
                ? probes.report(tenant, target(connector, definition, sealed, test))
                : new ProbeReport(
                        false,
                        "secret-missing",
                        "It needs the secret '%s', which is gone.".formatted(missing.getFirst()),
                        0,
                        List.of());
        var details = new TreeMap<>(Map.of("reason", report.reason()));
        if (test.operation() != null) details.put("operation", test.operation());
        database.useTenant(tenant, handle -> audit.record(handle, tenant, "connector.tested", name, details));
        return report;
    }

    private static ProbeTarget target(
            Connector connector, JsonNode definition, Map<String, SealedSecret> sealed, ConnectorTest test) {
        var resolved = new ResolvedConnector(connector.id(), connector.name(), connector.version(), definition, sealed);
        return new ProbeTarget.OfConnector(resolved, test.operation(), test.arguments());
    }

    private Map<String, SealedSecret> sealed(Handle handle, TenantId tenant, Connector connector) {
        var sealed = new HashMap<String, SealedSecret>();
        for (String name : connector.secrets()) {
            secrets.sealed(handle, tenant, name).ifPresent(secret -> sealed.put(name, secret));
        }
        return sealed;
    }

    private static void refuseUnknownOperation(JsonNode definition, ConnectorTest test) {
        var operation = test.operation();
        if (operation == null) return;
        var spec = definition.path("spec");
        if (spec.path("operations").has(operation) || spec.path("statements").has(operation)) return;
        throw Fault.invalid(
                "/operation", "unknown-operation", "The connector has no operation '%s'.".formatted(operation));
    }

    private static JsonNode definition(Connector connector) {
        var text = connector.definition();
        if (text == null) throw new IllegalStateException("a connector read by name comes with its definition");
        try {
            return Wire.readTree(text.getBytes(UTF_8));
        } catch (UnreadableMessage e) {
            throw new IllegalStateException("a stored definition is JSON", e);
        }
    }
}
