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
import io.flotilla.platform.model.Catalogue;
import io.flotilla.platform.model.CataloguedModel;
import io.flotilla.platform.problem.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Checks an app's document against the tenant's catalogue: do its models and connectors exist, does it use them rightly,
/// and can they work. What was found to be there stays until the transaction ends.
@ApplicationScoped
class CatalogueCheck {
    private final Catalogue models;
    private final Connectors connectors;
    private final Clock clock;

    CatalogueCheck(Catalogue models, Connectors connectors, Clock clock) {
        this.models = models;
        this.connectors = connectors;
        this.clock = clock;
    }

    /// What keeps the app from running now; empty when nothing does.
    List<Violation> check(Handle handle, TenantId tenant, AppDocument document) {
        var violations = new ArrayList<Violation>();
        var known = models.known(handle, tenant, document.models());
        document.definition()
                .spec()
                .models()
                .forEach((alias, route) -> places(document.definition().spec(), alias, route)
                        .forEach((pointer, name) -> model(document, known.get(name), name, pointer)
                                .ifPresent(violations::add)));
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

    private Optional<Violation> model(
            AppDocument document, @Nullable CataloguedModel model, String name, String pointer) {
        if (model == null) {
            var message = "There is no model called '%s' in the catalogue.".formatted(name);
            return Optional.of(Definitions.violation(document.places(), pointer, "unknown-model", message));
        }
        if (model.runs(clock.instant())) return Optional.empty();
        var message = "The model '%s' is retired.%s".formatted(name, model.advice());
        return Optional.of(Definitions.violation(document.places(), pointer, "retired-model", message));
    }

    /// What runs now and will not for ever: models with a day on which they end.
    List<Violation> ending(Handle handle, TenantId tenant, AppDocument document) {
        var spec = document.definition().spec();
        var known = models.known(handle, tenant, document.models());
        var warnings = new ArrayList<Violation>();
        spec.models().forEach((alias, route) -> places(spec, alias, route).forEach((pointer, name) -> {
            var model = known.get(name);
            if (model == null || !model.runs(clock.instant())) return;
            model.end().ifPresent(end -> warnings.add(Definitions.violation(
                    document.places(),
                    pointer,
                    "retiring-model",
                    "The model '%s' runs until %s.%s".formatted(name, end, model.advice()))));
        }));
        return warnings;
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
