package io.flotilla.kubernetes.image;

import io.flotilla.local.process.Child;
import io.flotilla.local.process.Child.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Runs an unpacked image as a cluster with restricted pod security does: its own file system, read-only but for `/tmp`,
/// as the image's user without any capability. Only the network is the machine's.
///
/// It needs Linux user namespaces, and no rights beyond that.
final class Container {
    private static final String SCRIPT = """
            set -e
            root=$1 secrets=$2 user=$3 folder=$4; shift 4
            mount --bind "$root" "$root"
            mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
            mount --rbind /dev "$root/dev"
            mount --rbind /proc "$root/proc"
            mount --bind "$secrets" "$root/etc/flotilla"
            mount -o remount,bind,ro "$root"
            exec unshare --user --map-user="$user" --map-group="$user" --root="$root" --wd="$folder" "$@"
            """;

    private Container() {}

    /// @param secrets     a folder that is mounted at `/etc/flotilla`
    /// @param environment on top of the image's own
    static Child start(UnpackedImage image, Path secrets, Map<String, String> environment, Path log) throws IOException {
        for (String place : List.of("dev", "proc", "tmp", "etc/flotilla")) {
            Files.createDirectories(image.root().resolve(place));
        }
        var user = image.config().get("User").asText().split(":")[0];
        var command = new ArrayList<>(List.of("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", SCRIPT, "sh"));
        command.add(image.root().toString());
        command.add(secrets.toString());
        command.add(user);
        command.add(image.config().get("WorkingDir").asText());
        command.addAll(image.entrypoint());
        var whole = image.environment();
        // this machine's, for its other processes
        whole.put("JAVA_TOOL_OPTIONS", "-Xmx384m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        whole.putAll(environment);
        return Child.start(command, whole, log, Signal.TERM);
    }
}
