package io.flotilla.platform.document;

import static java.nio.charset.StandardCharsets.UTF_8;

/// A document as its author gave it.
public record Source(String text, Format format) {
    /// The document in a request's body. Bytes that are no UTF-8 are for the reader to refuse: read `content` first.
    public static Source of(byte[] content, Format format) {
        return new Source(new String(content, UTF_8), format);
    }

    /// The document as it was stored.
    public static Source of(String text, String format) {
        return new Source(text, Format.of(format));
    }

    /// The text as the reader takes it.
    public byte[] content() {
        return text.getBytes(UTF_8);
    }
}
