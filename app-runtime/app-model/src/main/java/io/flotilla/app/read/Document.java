package io.flotilla.app.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.app.violation.Position;
import io.flotilla.app.violation.Violation;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// A text, taken apart into JSON values of known places; or why it could not be.
sealed interface Document {
    /// A document is at most this many bytes.
    int LARGEST = 256 * 1024;

    /// Values are nested at most this deep.
    int DEEPEST = 50;

    record Parsed(JsonNode value, TextPlaces places) implements Document {}

    record Unreadable(List<Violation> violations) implements Document {}

    /// Where and why parsing stops.
    final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1;
        final transient Violation violation;

        Stop(Position position, String pointer, String code, String message) {
            super(message, null, false, false);
            violation = Violation.at(position, pointer, code, message);
        }
    }

    static Document parse(byte[] content, String fileName) {
        if (content.length > LARGEST) {
            return unreadable(Position.START, "too-large", "the document is larger than 256 KiB");
        }
        String text;
        try {
            var decoder = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
            text = decoder.decode(ByteBuffer.wrap(content)).toString();
        } catch (CharacterCodingException e) {
            return unreadable(Position.START, "not-text", "the document is not UTF-8 text");
        }
        if (text.startsWith("\uFEFF")) text = text.substring(1);
        if (text.isBlank()) return unreadable(Position.START, "empty", "the document is empty");
        int control = firstControl(text);
        if (control >= 0) {
            var where = position(text, control);
            return unreadable(where, "not-text", "the document holds a control character (U+%04X)".formatted((int)
                            text.charAt(control)));
        }
        return parse(text, fileName);
    }

    private static Document parse(String text, String fileName) {
        boolean json = fileName.toLowerCase(Locale.ROOT).endsWith(".json");
        var places = new TextPlaces(text);
        try {
            return new Parsed(
                    json || JsonText.looksLike(text) ? JsonText.parse(text, places) : YamlText.parse(text, places),
                    places);
        } catch (Stop stop) {
            return new Unreadable(List.of(stop.violation));
        } catch (RuntimeException | StackOverflowError e) {
            return unreadable(Position.START, "syntax", "the document cannot be read");
        }
    }

    private static int firstControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\n' && c != '\r' && c != '\t' || c == 0x7F || c == '\uFFFE' || c == '\uFFFF') return i;
        }
        return -1;
    }

    static Position position(String text, int offset) {
        int line = 1
                + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
        return new Position(line, offset - text.lastIndexOf('\n', offset - 1));
    }

    private static Unreadable unreadable(Position position, String code, String message) {
        return new Unreadable(List.of(Violation.at(position, "", code, message)));
    }
}
