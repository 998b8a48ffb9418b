package io.flotilla.toolchain.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/// Titles and names that the platform gives in several languages.
public final class Names {
    private Names() {}

    /// The name in the reader's language, otherwise in English, otherwise in any; `-` where there is none.
    public static String of(JsonNode name) {
        if (name.isTextual()) return name.asText();
        var own = name.path(Locale.getDefault().getLanguage());
        if (own.isTextual()) return own.asText();
        var english = name.path("en");
        if (english.isTextual()) return english.asText();
        return name.isObject() && !name.isEmpty() ? name.elements().next().asText() : "-";
    }
}
