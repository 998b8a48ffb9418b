package io.flotilla.app.definition;

import static java.util.Objects.requireNonNull;

/// An app as its document defines it.
public record AppDefinition(Metadata metadata, AppSpec spec) {
    /// The only `apiVersion` there is yet.
    public static final String API_VERSION = "flotilla.io/v1";

    /// The `kind` of an app document.
    public static final String KIND = "App";

    public AppDefinition {
        requireNonNull(metadata, "metadata");
        requireNonNull(spec, "spec");
    }

    /// The app's id inside its tenant.
    public String name() {
        return metadata.name();
    }
}
