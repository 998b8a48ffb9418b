package io.flotilla.app.definition;

import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// A text for people, in one or several languages.
///
/// @param texts by language tag; a title that was written as plain text stands under [#ANY]
public record Title(SequencedMap<String, String> texts) {
    /// Stands for "whatever the reader's language".
    public static final String ANY = "*";

    public Title {
        texts = Ordered.copyOf(texts);
        if (texts.isEmpty()) throw new IllegalArgumentException("a title needs a text");
    }

    /// A title in no particular language.
    public static Title of(String text) {
        return new Title(Ordered.copyOf(Map.of(ANY, text)));
    }

    /// The text in a language, or the next best there is.
    public String in(String language) {
        return Optional.ofNullable(texts.get(language))
                .or(() -> Optional.ofNullable(texts.get(ANY)))
                .or(() -> Optional.ofNullable(texts.get("en")))
                .orElseGet(() -> texts.firstEntry().getValue());
    }
}
