package io.flotilla.platform.app;

import io.flotilla.platform.access.Reach;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.takeout.Folder;
import io.flotilla.platform.takeout.Takeout;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;

/// Apps, each version as its author gave it, with what was released where.
@ApplicationScoped
class AppTakeout implements Takeout {
    private final Apps apps;
    private final Releases releases;
    private final Environments environments;
    private final AppSettingsResource settings;

    AppTakeout(Apps apps, Releases releases, Environments environments, AppSettingsResource settings) {
        this.apps = apps;
        this.releases = releases;
        this.environments = environments;
        this.settings = settings;
    }

    @Override
    public void pack(TenantId tenant, Folder folder) throws IOException {
        folder.json("environments.json", environments.list(tenant));
        for (var app : folder.list("apps.json", page -> apps.list(tenant, AppQuestion.ALL, Reach.EVERYTHING, page))) {
            var name = app.name();
            folder.list("apps/%s/releases.json".formatted(name), page -> releases.list(tenant, name, null, page));
            folder.json("apps/%s/settings.json".formatted(name), settings.read(name));
            for (var version : Folder.all(page -> apps.versions(tenant, name, page))) {
                var source = apps.document(tenant, name, version.version()).source();
                folder.text(
                        "apps/%s/%d.%s"
                                .formatted(
                                        name, version.version(), source.format().word()),
                        source.text());
            }
        }
    }
}
