package io.flotilla.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.flotilla.local.process.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What the supervising process says of its stack, for other processes to read: `stack.json`.
///
/// @param pid   of the supervising process
/// @param port  the first of the stack's ports
/// @param ready whether every part was ready once
/// @param parts in the order they were declared
public record StackState(long pid, int port, boolean ready, List<PartReport> parts) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public StackState {
        parts = List.copyOf(parts);
    }

    /// The last word of whoever supervises, or supervised, the stack in this folder.
    public static Optional<StackState> read(Path folder) {
        var file = folder.resolve("stack.json");
        if (!Files.exists(file)) return Optional.empty();
        try {
            return Optional.of(JSON.readValue(file.toFile(), StackState.class));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    void write(Path folder) {
        try {
            Secrets.writePrivately(folder.resolve("stack.json"), JSON.writeValueAsString(this));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the stack's state", e);
        }
    }
}
