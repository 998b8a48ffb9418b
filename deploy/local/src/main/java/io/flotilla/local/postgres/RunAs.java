package io.flotilla.local.postgres;

import io.flotilla.local.process.Folders;
import io.flotilla.local.process.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// PostgreSQL refuses to run as root. These are the ways to become somebody else who can still reach the files.
enum RunAs {
    /// An ordinary user needs nothing.
    ONESELF(List.of()),
    /// Root in a new user namespace is nobody there, and keeps its files.
    NAMESPACE(List.of("unshare", "-U")),
    /// Where user namespaces are off, the files are handed to `nobody`.
    NOBODY(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));

    private final List<String> prefix;

    RunAs(List<String> prefix) {
        this.prefix = prefix;
    }

    static RunAs here() {
        if (!"root".equals(System.getProperty("user.name"))) return ONESELF;
        return Programs.run(List.of("unshare", "-U", "true")) == 0 ? NAMESPACE : NOBODY;
    }

    List<String> prefix() {
        return prefix;
    }

    /// Where the programs are unpacked: `nobody` cannot look into root's own cache.
    Path cache() {
        return this == NOBODY ? Path.of("/var/tmp/flotilla-cache") : Folders.cache();
    }

    /// Gives a file or folder to whoever runs the server.
    void handOver(Path path) throws IOException {
        if (this != NOBODY) return;
        var nobody = path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
        Files.setOwner(path, nobody);
        var reach = new ArrayList<>(prefix);
        reach.addAll(List.of("test", "-r", path.toString()));
        if (Programs.run(reach) != 0) {
            throw new IOException(path + " is out of reach for the user nobody, under whom PostgreSQL must run here;"
                    + " use a project folder outside root's home, or an ordinary user");
        }
    }
}
