package io.flotilla.toolchain.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.app.violation.Nearest;
import io.flotilla.toolchain.platform.NoPlatform;
import io.flotilla.toolchain.platform.PlatformClient;
import io.flotilla.toolchain.platform.Refused;
import java.util.LinkedHashMap;
import java.util.Map;

/// The tenant's apps, for saying what was probably meant by one that is not there.
final class Apps {
    static final String PATH = "apps?limit=200";

    private Apps() {}

    /// The refusal of a call about an app; when the app is not there, with the app that was probably meant, and when
    /// it
    /// is there, with what else may be missing.
    ///
    /// @param missing what is missing when the app is there; is given the number of its newest version
    static Refused explained(PlatformClient client, String app, Refused refused, String missing)
            throws NoPlatform, InterruptedException {
        if (refused.status() != 404) return refused;
        var versions = versions(client);
        var newest = versions.get(app);
        if (newest != null) return refused.hinting(missing.formatted(newest));
        return refused.hinting(Nearest.to(app, versions.keySet())
                .map(near -> "there is no app '%s': did you mean '%s'?".formatted(app, near))
                .orElse("there is no app '%s'; flotilla apps lists them".formatted(app)));
    }

    private static Map<String, Integer> versions(PlatformClient client) throws NoPlatform, InterruptedException {
        var versions = new LinkedHashMap<String, Integer>();
        try {
            for (JsonNode app : client.get(PATH).path("items")) {
                versions.put(app.path("name").asText(), app.path("version").asInt());
            }
        } catch (Refused mayNotRead) {
            return Map.of();
        }
        return versions;
    }
}
