package io.flotilla.platform.app;

import io.flotilla.app.AppChecker;
import io.flotilla.app.check.Check;
import io.flotilla.app.connector.ConnectorDefinition;
import io.flotilla.app.definition.AppSpec;
import io.flotilla.app.definition.ModelRoute;
import io.flotilla.app.violation.Pointers;
import io.flotilla.platform.connector.Connectors;
import io.flotilla.platform.connector.UsableConnector;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.document.Definitions;
import io.flotilla.platform.model.Models;
import io.flotilla.platform.problem.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Checks an app's document against the tenant's catalogue: do its models and connectors exist, does it use them rightly,
/// and can they work. What was found to be there stays until the transaction ends.
@ApplicationScoped
class CatalogueCheck {
    private final Models models;
    private final Connectors connectors;

    CatalogueCheck(Models models, Connectors connectors) {
        this.models = models;
        this.connectors = connectors;
    }

    /// What keeps the app from running now; empty when nothing does.
    List<Violation> check(Handle handle, TenantId tenant, AppDocument document) {
        var violations = new ArrayList<Violation>();
        var missing = models.missing(handle, tenant, document.models());
        document.definition()
                .spec()
                .models()
                .forEach((alias, route) -> places(document.definition().spec(), alias, route)
                        .forEach((pointer, name) -> model(document, missing, name, pointer, violations)));
        connectors(handle, tenant, document, violations);
        return violations;
    }

    /// Where a route names models of the catalogue, by pointer.
    private static Map<String, String> places(AppSpec spec, String alias, ModelRoute route) {
        var places = new LinkedHashMap<String, String>();
        var pointer = Pointers.child("/spec/models", alias);
        switch (route) {
            case ModelRoute.Use use -> {
                places.put(Pointers.child(pointer, "use"), use.model());
                for (int i = 0; i < use.fallback().size(); i++) {
                    places.put(
                            Pointers.child(Pointers.child(pointer, "fallback"), i),
                            use.fallback().get(i));
                }
            }
            case ModelRoute.Cascade cascade -> {
                places.put(pointer + "/cascade/small", cascade.small());
                places.put(pointer + "/cascade/large", cascade.large());
            }
            case ModelRoute.Split split ->
                split.shares().keySet().forEach(name -> places.put(Pointers.child(pointer + "/split", name), name));
        }
        if (!(route instanceof ModelRoute.Use)) places.values().removeIf(spec.models()::containsKey);
        return places;
    }

    private static void model(
            AppDocument document, Set<String> missing, String name, String pointer, List<Violation> violations) {
        if (!missing.contains(name)) return;
        violations.add(Definitions.violation(
                document.places(),
                pointer,
                "unknown-model",
                "There is no model called '%s' in the catalogue.".formatted(name)));
    }

    private void connectors(Handle handle, TenantId tenant, AppDocument document, List<Violation> violations) {
        Map<String, Optional<UsableConnector>> found = new HashMap<>();
        for (String name : document.connectors()) found.put(name, connectors.usable(handle, tenant, name));
        document.definition().spec().connectors().forEach((alias, name) -> {
            for (String secret : found.getOrDefault(name, Optional.empty())
                    .map(UsableConnector::missingSecrets)
                    .orElse(Set.of())) {
                violations.add(Definitions.violation(
                        document.places(),
                        Pointers.child("/spec/connectors", alias),
                        "unknown-secret",
                        "The connector '%s' needs the secret '%s', which is gone.".formatted(name, secret)));
            }
        });
        switch (AppChecker.check(document.definition(), document.places(), name -> definition(found, name))) {
            case Check.Passed _ -> {}
            case Check.Refused refused -> violations.addAll(Definitions.violations(refused.violations()));
        }
    }

    private static Optional<ConnectorDefinition> definition(
            Map<String, Optional<UsableConnector>> found, String name) {
        return found.getOrDefault(name, Optional.empty()).map(UsableConnector::definition);
    }
}
