package io.flotilla.toolchain.document;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// A file that holds an app or a connector.
public record DocumentFile(Path path, byte[] content) {
    private static final Pattern CONNECTOR = Pattern.compile("(?m)^[{\\s]*\"?kind\"?\\s*:\\s*[\"']?Connector\\b");

    public DocumentFile {
        requireNonNull(path, "path");
        requireNonNull(content, "content");
    }

    /// Reads the file.
    ///
    /// @throws IOException when it cannot be read
    public static DocumentFile read(Path path) throws IOException {
        return new DocumentFile(path, Files.readAllBytes(path));
    }

    /// Whether the document calls itself a connector; what it says wrongly is for its reader to tell.
    public boolean isConnector() {
        return CONNECTOR.matcher(text()).find();
    }

    /// The media type to send it with.
    public String mediaType() {
        return path.toString().endsWith(".json") ? "application/json" : "application/yaml";
    }

    /// The lines of the file, for showing a place in it.
    public List<String> lines() {
        return text().lines().toList();
    }

    private String text() {
        return new String(content, StandardCharsets.UTF_8);
    }
}
