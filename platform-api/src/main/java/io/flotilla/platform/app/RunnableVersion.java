package io.flotilla.platform.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.app.check.CheckedApp;
import io.flotilla.messages.ResolvedConnector;
import io.flotilla.messages.ResolvedRoute;
import io.flotilla.platform.scenario.ScenarioCode;
import java.util.Map;
import java.util.UUID;

/// What is live in an environment, with all that an invocation of it needs: the version, and the models and connectors
/// it
/// names as they are at this moment.
///
/// @param checked    the version compiled, to check inputs with
/// @param definition the version's canonical JSON; shared between callers, not to be changed
/// @param models     by the app's alias
/// @param connectors by the app's alias
public record RunnableVersion(
        UUID appId,
        String app,
        UUID releaseId,
        String environment,
        int version,
        ScenarioCode scenario,
        CheckedApp checked,
        JsonNode definition,
        Map<String, ResolvedRoute> models,
        Map<String, ResolvedConnector> connectors) {
    public RunnableVersion {
        models = Map.copyOf(models);
        connectors = Map.copyOf(connectors);
    }
}
