package io.flotilla.platform.app;

import io.flotilla.platform.access.Caller;
import io.flotilla.platform.access.Permission;
import io.flotilla.platform.connector.Connectors;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.document.Definitions;
import io.flotilla.platform.problem.Fault;
import io.flotilla.platform.problem.ProblemCode;
import io.flotilla.platform.problem.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Apps as files, out of one tenant and into another.
@ApplicationScoped
class Imports {
    private static final String BEFORE = "import";

    private final Database database;
    private final Apps apps;
    private final Connectors connectors;

    Imports(Database database, Apps apps, Connectors connectors) {
        this.database = database;
        this.apps = apps;
        this.connectors = connectors;
    }

    /// A version of an app, or the one put last, with its connectors as they are now.
    Exported export(Caller caller, String name, @Nullable Integer version) {
        var tenant = caller.tenant();
        return database.inTenant(tenant, handle -> {
            var app = (version == null
                            ? Apps.VERSIONS.current(handle, tenant, name)
                            : Apps.VERSIONS.version(handle, tenant, name, version))
                    .orElseThrow(Fault::notFound);
            var document = Apps.VERSIONS.document(handle, tenant, name, app.version()).orElseThrow();
            if (!app.connectors().isEmpty()) require(caller, Permission.CONNECTORS_READ);
            var secrets = new TreeSet<String>();
            var documents = new ArrayList<String>();
            for (String connector : app.connectors()) {
                connectors.export(handle, tenant, connector).ifPresent(found -> {
                    documents.add(found.source().text());
                    secrets.addAll(found.secrets());
                });
            }
            documents.addFirst(Bundle.head(app, secrets));
            documents.add(document.source().text());
            return new Exported("%s-%d.yaml".formatted(name, app.version()), Bundle.file(documents));
        });
    }

    /// Puts what is in a file, all of it or nothing. A connector that is there already is kept, unless it is to be replaced.
    ///
    /// @param dryRun stores nothing
    /// @throws Fault.Invalid `invalid-definition`, with all that is wrong or missing, unless it is a dry run
    Imported put(Caller caller, Bundle bundle, boolean replace, boolean dryRun) {
        return database.inTenant(caller.tenant(), handle -> {
            handle.savepoint(BEFORE);
            var imported = put(handle, caller, bundle, replace);
            if (!dryRun && !imported.valid()) throw Definitions.invalid(imported.violations());
            if (dryRun) handle.rollbackToSavepoint(BEFORE);
            return imported;
        });
    }

    private Imported put(Handle handle, Caller caller, Bundle bundle, boolean replace) {
        var violations = new ArrayList<Violation>();
        var taken = new ArrayList<Connectors.ImportedConnector>();
        var published = new ArrayList<Apps.Published>();
        // connectors first: an app is checked against them
        for (var part : bundle.documents()) {
            if (part.kind().equals("Connector")) {
                require(caller, Permission.CONNECTORS_WRITE);
                collect(
                        violations,
                        () -> taken.add(connectors.take(handle, caller, part.content(), part.source(), replace)));
            }
        }
        for (var part : bundle.documents()) {
            switch (part.kind()) {
                case "Connector", "Bundle" -> {}
                case "App" -> collect(violations, () -> published.add(publish(handle, caller, part)));
                default ->
                    violations.add(new Violation(
                            "/kind", "unknown-kind", "A document is an App or a Connector.", part.line() + 1, 1, null));
            }
        }
        return new Imported(
                violations.isEmpty(),
                published.stream()
                        .map(each -> new ImportedApp(each.app().name(), each.app().version(), each.created()))
                        .toList(),
                taken,
                violations,
                published.stream().flatMap(each -> each.warnings().stream()).toList());
    }

    private Apps.Published publish(Handle handle, Caller caller, Bundle.Part part) {
        var document = AppDocument.read(part.content(), part.source());
        if (!caller.reach().app(document.name())) {
            throw Fault.forbidden("This key may not use the app '%s'.".formatted(document.name()));
        }
        return apps.put(handle, caller, document, null);
    }

    private static void collect(List<Violation> violations, Runnable work) {
        try {
            work.run();
        } catch (Fault.Invalid fault) {
            if (fault.code() != ProblemCode.INVALID_DEFINITION) throw fault;
            violations.addAll(fault.violations());
        }
    }

    private static void require(Caller caller, Permission permission) {
        if (!caller.may(permission)) throw Fault.forbidden("The connectors need '%s'.".formatted(permission.scope()));
    }

    /// A file and what to call it.
    record Exported(String name, String text) {}

    /// What came of an import.
    ///
    /// @param violations what is wrong or missing; with any, nothing is stored
    /// @param warnings   what keeps the apps from being released now, such as models that are missing
    record Imported(
            boolean valid,
            List<ImportedApp> apps,
            List<Connectors.ImportedConnector> connectors,
            List<Violation> violations,
            List<Violation> warnings) {}

    /// An app's version that was put.
    record ImportedApp(String name, int version, boolean created) {}
}
