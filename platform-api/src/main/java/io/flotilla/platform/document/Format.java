package io.flotilla.platform.document;

import jakarta.ws.rs.core.MediaType;
import java.util.Locale;

/// How a document is written. What its content is decides in the end; this names it, and gives it back as it came.
public enum Format {
    YAML("application/yaml"),
    JSON("application/json");

    private final String mediaType;

    Format(String mediaType) {
        this.mediaType = mediaType;
    }

    /// The media type that a document of this format is answered with.
    public String mediaType() {
        return mediaType;
    }

    /// The format as SQL writes it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// A file name for messages.
    public String fileName() {
        return "document." + word();
    }

    /// The format of this word.
    public static Format of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /// The format of this media type.
    public static Format of(MediaType type) {
        return type.getSubtype().endsWith("json") ? JSON : YAML;
    }
}
