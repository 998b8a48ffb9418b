package io.flotilla.platform.scenario;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A kind of work in a chain. A scenario's chain is a few of them in their order, such as `extract`, `review`, `report`.
public enum Shape {
    /// Answers a question from documents.
    ANSWER,
    /// Talks until a matter is done.
    DIALOGUE,
    /// Chooses and uses tools.
    AGENT,
    /// Takes fields out of a text.
    EXTRACT,
    /// Asks a database.
    QUERY,
    /// Writes a report or letter.
    REPORT,
    /// Labels.
    CLASSIFY,
    /// Holds something against rules.
    REVIEW,
    /// Shortens.
    SUMMARISE,
    /// Explains or makes a forecast.
    PREDICT,
    /// Writes what persuades.
    COPYWRITE,
    /// Puts into another language.
    TRANSLATE,
    /// Sees: images, scans, video.
    IMAGE,
    /// Plays a part for training.
    REHEARSE,
    /// Writes programs.
    CODE;

    /// The shape as JSON and the data file write it.
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The shape of this word; empty for a word that is none.
    static Optional<Shape> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    /// All words, for messages.
    static String words() {
        return String.join(", ", Arrays.stream(values()).map(Shape::word).toList());
    }

    /// The shapes of words that are known.
    static List<Shape> list(List<String> words) {
        return words.stream().map(word -> of(word).orElseThrow()).toList();
    }
}
