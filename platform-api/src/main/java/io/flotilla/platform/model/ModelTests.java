package io.flotilla.platform.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.flotilla.messages.ProbeReport;
import io.flotilla.messages.ProbeTarget;
import io.flotilla.messages.ResolvedModel;
import io.flotilla.messages.UnreadableMessage;
import io.flotilla.messages.Wire;
import io.flotilla.platform.access.Caller;
import io.flotilla.platform.audit.Audit;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.probe.Probes;
import io.flotilla.platform.problem.Fault;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/// Has a worker try out providers and models.
@ApplicationScoped
class ModelTests {
    private final Database database;
    private final Catalogue catalogue;
    private final Providers providers;
    private final Probes probes;
    private final Audit audit;

    ModelTests(Database database, Catalogue catalogue, Providers providers, Probes probes, Audit audit) {
        this.database = database;
        this.catalogue = catalogue;
        this.providers = providers;
        this.probes = probes;
        this.audit = audit;
    }

    ProbeReport provider(Caller caller, String name) throws InterruptedException {
        var target = database.inTenant(caller.tenant(), handle -> providers.target(handle, caller.tenant(), name));
        return told(caller, "provider.tested", name, probes.report(caller.tenant(), target));
    }

    /// @throws Fault.Conflict if the model is retired
    ProbeReport model(Caller caller, String name) throws InterruptedException {
        var tenant = caller.tenant();
        var resolved = database.inTenant(tenant, handle -> {
            if (catalogue.find(handle, tenant, name).isEmpty()) throw Fault.notFound();
            return handle.createQuery(
                            "select resolved::text from resolved_model where tenant_id = :tenant and name = :name")
                    .bind("tenant", tenant)
                    .bind("name", name)
                    .mapTo(String.class)
                    .findOne()
                    .orElseThrow(() -> Fault.conflict("The model is retired: it is not called any more."));
        });
        return told(caller, "model.tested", name, probes.report(tenant, new ProbeTarget.OfModel(read(resolved))));
    }

    private ProbeReport told(Caller caller, String action, String name, ProbeReport report) {
        database.useTenant(
                caller.tenant(),
                handle -> audit.record(handle, caller.tenant(), action, name, Map.of("reason", report.reason())));
        return report;
    }

    private static ResolvedModel read(String json) {
        try {
            return Wire.read(json.getBytes(UTF_8), ResolvedModel.class);
        } catch (UnreadableMessage e) {
            throw new IllegalStateException("the view of models does not fit the messages", e);
        }
    }
}
