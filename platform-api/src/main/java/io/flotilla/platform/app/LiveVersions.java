package io.flotilla.platform.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.app.AppChecker;
import io.flotilla.app.AppReader;
import io.flotilla.app.Reading;
import io.flotilla.app.check.Check;
import io.flotilla.app.check.CheckedApp;
import io.flotilla.app.definition.AppDefinition;
import io.flotilla.app.definition.AppSpec;
import io.flotilla.messages.ResolvedConnector;
import io.flotilla.messages.ResolvedRoute;
import io.flotilla.messages.UnreadableMessage;
import io.flotilla.messages.Wire;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.problem.Fault;
import io.flotilla.platform.scenario.ScenarioCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// What is live, ready to run: the look-up of admission. One statement, and two more the first time that this process
/// meets
/// a version; what never changes is kept.
@ApplicationScoped
public class LiveVersions {
    private static final int MOST_KEPT = 500;

    private final Recent<String, Compiled> versions = new Recent<>(MOST_KEPT);
    private final Recent<ConnectorVersion, JsonNode> connectors = new Recent<>(MOST_KEPT);

    /// What is live of an app in an environment, in the caller's tenant transaction (`Database.inTenant`).
    ///
    /// @param conversation what always gets the same version while a canary is on: the id of a conversation, or of an
    ///     invocation that belongs to none
    /// @throws Fault.NotFound if the tenant has no such app
    /// @throws Fault.Conflict if nothing of it is live there, or what is live needs a secret that is gone
    public RunnableVersion live(
            Handle handle, TenantId tenant, String app, String environment, String conversation) {
        var row = LiveRow.read(handle, tenant, app, environment, Share.place(app, conversation))
                .orElseThrow(Fault::notFound);
        var live = row.live();
        if (live == null) {
            throw Fault.conflict(
                    "Nothing of this app is live in '%s': release a version there.".formatted(environment));
        }
        return runnable(handle, tenant, row.appId(), app, environment, live);
    }

    /// What a release made live, with the models and connectors as they are now: for an invocation that was admitted
    /// under that release and is to be queued again.
    ///
    /// @throws Fault as for [#live]
    public RunnableVersion released(
            Handle handle, TenantId tenant, UUID appId, String app, String environment, UUID release) {
        var row = LiveRow.released(handle, tenant, appId, environment, release).orElseThrow(Fault::notFound);
        var live = row.live();
        if (live == null) throw Fault.notFound();
        return runnable(handle, tenant, appId, app, environment, live);
    }

    private RunnableVersion runnable(
            Handle handle, TenantId tenant, UUID appId, String app, String environment, LiveRow.Live live) {
        var compiled = versions.get(live.hash(), () -> compile(handle, tenant, appId, live.version()));
        var spec = compiled.checked().definition().spec();
        return new RunnableVersion(
                appId,
                app,
                live.releaseId(),
                environment,
                live.version(),
                new ScenarioCode(live.scenario()),
                compiled.checked(),
                compiled.definition(),
                routes(spec, live.catalogue()),
                connectors(handle, tenant, spec, live.catalogue()));
    }

    private static Map<String, ResolvedRoute> routes(AppSpec spec, LiveRow.Catalogue catalogue) {
        var routes = new HashMap<String, ResolvedRoute>();
        spec.models().forEach((alias, route) -> routes.put(alias, Routes.resolved(spec, route, catalogue.models())));
        return routes;
    }

    private Map<String, ResolvedConnector> connectors(
            Handle handle, TenantId tenant, AppSpec spec, LiveRow.Catalogue catalogue) {
        var resolved = new HashMap<String, ResolvedConnector>();
        spec.connectors().forEach((alias, name) -> {
            var connector = catalogue.connectors().get(name);
            if (connector == null) throw Fault.conflict("The connector '%s' is gone.".formatted(name));
            resolved.put(alias, connector(handle, tenant, connector));
        });
        return resolved;
    }

    private ResolvedConnector connector(Handle handle, TenantId tenant, LiveRow.LiveConnector connector) {
        for (String secret : connector.secretNames()) {
            if (!connector.secrets().containsKey(secret)) {
                throw Fault.conflict(
                        "The connector '%s' needs the secret '%s', which is gone.".formatted(connector.name(), secret));
            }
        }
        var key = new ConnectorVersion(connector.connectorId(), connector.version());
        var definition = connectors.get(key, () -> parse(connectorDefinition(handle, tenant, key)));
        return new ResolvedConnector(
                connector.connectorId(), connector.name(), connector.version(), definition, connector.secrets());
    }

    private static Compiled compile(Handle handle, TenantId tenant, UUID app, int version) {
        var definition = parse(definition(handle, tenant, app, version));
        return new Compiled(definition, checked(AppReader.read(definition), version));
    }

    private static CheckedApp checked(Reading<AppDefinition> reading, int version) {
        return switch (reading) {
            case Reading.Refused<AppDefinition> _ -> throw outdated(version);
            case Reading.Read<AppDefinition> read ->
                switch (AppChecker.check(read.definition(), read.places())) {
                    case Check.Passed passed -> passed.app();
                    case Check.Refused _ -> throw outdated(version);
                };
        };
    }

    private static Fault outdated(int version) {
        return Fault.conflict(
                "Version %d was published under older rules and cannot run any more: check it, mend it, release it."
                        .formatted(version));
    }

    private static String definition(Handle handle, TenantId tenant, UUID app, int version) {
        return handle.createQuery("""
                        select definition from app_version
                        where tenant_id = :tenant and app_id = :app and number = :version
                        """)
                .bind("tenant", tenant)
                .bind("app", app)
                .bind("version", version)
                .mapTo(String.class)
                .one();
    }

    private static String connectorDefinition(Handle handle, TenantId tenant, ConnectorVersion key) {
        return handle.createQuery("""
                        select definition from connector_version
                        where tenant_id = :tenant and connector_id = :connector and number = :version
                        """)
                .bind("tenant", tenant)
                .bind("connector", key.connector())
                .bind("version", key.number())
                .mapTo(String.class)
                .one();
    }

    private static JsonNode parse(String json) {
        try {
            return Wire.readTree(json.getBytes(UTF_8));
        } catch (UnreadableMessage e) {
            throw new IllegalStateException("a stored definition is JSON", e);
        }
    }

    private record Compiled(JsonNode definition, CheckedApp checked) {}

    private record ConnectorVersion(UUID connector, int number) {}
}
