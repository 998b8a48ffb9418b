package io.flotilla.kubernetes.image;

import java.nio.file.Path;

/// A service of ours that gets an image.
///
/// @param name        the image's name, below the repository
/// @param description what it does, for the image's label
/// @param application its packaged folder, below the project's root
public record Service(String name, String description, Path application) {
    public static final Service PLATFORM = new Service(
            "platform-api",
            "Flotilla: tenants, apps, invocations and usage over HTTP",
            Path.of("platform-api/target/quarkus-app"));
    public static final Service WORKER = new Service(
            "worker", "Flotilla: runs invocations", Path.of("app-runtime/worker/target/quarkus-app"));
}
