package io.flotilla.app.read;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// What a value of a document may look like: the grammar of the language, from which come both the checks of
/// the reader and
/// the published JSON Schema, so that the two cannot differ.
sealed interface Form {
    /// A text of a pattern.
    ///
    /// @param says   what it must be, for the author: "must be ..."
    /// @param except texts that fit but are not allowed
    record Text(Optional<Pattern> pattern, int longest, String says, Set<String> except) implements Form {
        boolean fits(String text) {
            return text.length() <= longest
                    && !except.contains(text)
                    && pattern.map(each -> each.matcher(text).matches()).orElse(true);
        }

        /// The same without some words.
        Text except(String... words) {
            return new Text(pattern, longest, says, new LinkedHashSet<>(List.of(words)));
        }
    }

    /// One of some words.
    record Word(Set<String> words) implements Form {}

    /// `true` or `false`.
    record Truth() implements Form {}

    /// A whole number.
    record Whole(long least, long most) implements Form {}

    /// A number.
    record Number(double least, double most) implements Form {}

    /// Any JSON value.
    record Any() implements Form {}

    /// Any JSON object; JSON Schemas are looked at later.
    record AnyObject() implements Form {}

    /// A list.
    record Items(Form item, int least, int most) implements Form {}

    /// An object with keys of the author's choice.
    record Named(Text key, Form value, int most) implements Form {}

    /// An object with the language's own fields.
    ///
    /// @param later fields that the language has, but no release runs yet
    record Fields(SequencedMap<String, Field> fields, Set<String> later) implements Form {}

    /// A field of [Fields].
    record Field(Form form, boolean required, String says) {}

    /// One of several objects, told apart by a field.
    record Kinds(String by, SequencedMap<String, Fields> kinds, Set<String> later) implements Form {}

    /// A text (or another plain value) or an object.
    record Either(Form plain, Form object) implements Form {}

    /// A word, or something that is no text.
    record WordOr(Word word, Form other) implements Form {}

    /// A form with a name, which may contain itself.
    record Ref(String name, Supplier<Form> form) implements Form {}

    /// Any text up to a length.
    static Text text(int longest) {
        return new Text(Optional.empty(), longest, "a text of at most %d characters".formatted(longest), Set.of());
    }

    /// A text of a pattern.
    static Text text(String pattern, int longest, String says) {
        return new Text(Optional.of(Pattern.compile(pattern)), longest, says, Set.of());
    }

    /// One of some words.
    static Word word(String... words) {
        return new Word(new LinkedHashSet<>(List.of(words)));
    }

    /// Starts an object.
    static Builder fields() {
        return new Builder();
    }

    /// Builds [Fields].
    final class Builder {
        private final SequencedMap<String, Field> fields = new LinkedHashMap<>();
        private Set<String> later = Set.of();

        Builder must(String name, Form form, String says) {
            fields.put(name, new Field(form, true, says));
            return this;
        }

        Builder may(String name, Form form, String says) {
            fields.put(name, new Field(form, false, says));
            return this;
        }

        Builder all(Fields others) {
            fields.putAll(others.fields());
            return this;
        }

        Builder later(String... names) {
            later = Set.of(names);
            return this;
        }

        Fields end() {
            return new Fields(fields, later);
        }
    }
}
