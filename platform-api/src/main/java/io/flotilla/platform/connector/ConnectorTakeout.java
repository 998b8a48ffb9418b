package io.flotilla.platform.connector;

import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.takeout.Folder;
import io.flotilla.platform.takeout.Takeout;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;

/// Connectors, each version as its author gave it.
@ApplicationScoped
class ConnectorTakeout implements Takeout {
    private final Connectors connectors;

    ConnectorTakeout(Connectors connectors) {
        this.connectors = connectors;
    }

    @Override
    public void pack(TenantId tenant, Folder folder) throws IOException {
        for (var connector : folder.list("connectors.json", page -> connectors.list(tenant, page))) {
            var name = connector.name();
            for (var version : Folder.all(page -> connectors.versions(tenant, name, page))) {
                var source =
                        connectors.document(tenant, name, version.version()).source();
                folder.text(
                        "connectors/%s/%d.%s"
                                .formatted(
                                        name, version.version(), source.format().word()),
                        source.text());
            }
        }
    }
}
