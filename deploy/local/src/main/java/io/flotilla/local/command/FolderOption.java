package io.flotilla.local.command;

import io.flotilla.local.process.Folders;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which stack is meant.
final class FolderOption {
    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            description = "Where the stack keeps its data, logs and settings. Default: .flotilla in the project.")
    @Nullable
    Path folder;

    Path folder() {
        return folder == null ? Folders.root().resolve(".flotilla") : folder.toAbsolutePath();
    }
}
