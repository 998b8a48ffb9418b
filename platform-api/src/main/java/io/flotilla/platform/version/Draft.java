package io.flotilla.platform.version;

import io.flotilla.platform.document.Source;
import java.util.Collection;
import java.util.Map;

/// A document, read and checked, that may become a version.
public interface Draft {
    /// The name it goes under.
    String name();

    /// SHA-256 of the canonical JSON.
    String hash();

    /// The canonical JSON.
    String canonical();

    /// The text as it was given.
    Source source();

    /// What else is kept of it in columns of their own: texts, and lists of texts.
    Map<String, Column> columns();

    /// The value of a column.
    sealed interface Column {
        /// A text.
        record Text(String value) implements Column {}

        /// A list of texts.
        record Texts(Collection<String> values) implements Column {}
    }
}
