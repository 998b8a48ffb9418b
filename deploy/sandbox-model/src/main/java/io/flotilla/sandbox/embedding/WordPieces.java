package io.flotilla.sandbox.embedding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// BERT's tokenizer (uncased WordPiece), reading the vocabulary of a `tokenizer.json`. Written out here because it is a
/// page, while the library that
/// wraps the original brings 19 MB of native code and unpacks it into the home folder.
final class WordPieces {
    private static final int LONGEST_WORD = 100;

    private final Map<String, Integer> vocabulary;
    private final int unknown;
    private final int start;
    private final int end;

    private WordPieces(Map<String, Integer> vocabulary) {
        this.vocabulary = vocabulary;
        this.unknown = id("[UNK]");
        this.start = id("[CLS]");
        this.end = id("[SEP]");
    }

    static WordPieces read(InputStream tokenizerJson) throws IOException {
        JsonNode words = new ObjectMapper().readTree(tokenizerJson).at("/model/vocab");
        var vocabulary = HashMap.<String, Integer>newHashMap(words.size());
        words.properties()
                .forEach(each -> vocabulary.put(each.getKey(), each.getValue().asInt()));
        return new WordPieces(vocabulary);
    }

    /// The ids of a text, from the start mark to the end mark; what is beyond `longest` is left out.
    long[] ids(String text, int longest) {
        var ids = new ArrayList<Long>();
        ids.add((long) start);
        for (String word : words(text)) addPieces(word, ids);
        while (ids.size() > longest - 1) ids.removeLast();
        ids.add((long) end);
        return ids.stream().mapToLong(Long::longValue).toArray();
    }

    private void addPieces(String word, List<Long> ids) {
        int size = ids.size();
        int from = 0;
        while (from < word.length()) {
            int to = word.length();
            Integer id = null;
            while (to > from) {
                String piece = (from == 0 ? "" : "##") + word.substring(from, to);
                id = vocabulary.get(piece);
                if (id != null) break;
                to--;
            }
            if (id == null || word.codePointCount(0, word.length()) > LONGEST_WORD) {
                while (ids.size() > size) ids.removeLast();
                ids.add((long) unknown);
                return;
            }
            ids.add((long) id);
            from = to;
        }
    }

    /// Lower case, without accents; each Chinese character and each punctuation mark is a word of its own.
    private static List<String> words(String text) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        String plain = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
        plain.codePoints().forEach(point -> {
            if (Character.getType(point) == Character.NON_SPACING_MARK) return;
            boolean alone = isCjk(point) || isPunctuation(point);
            if (alone || Character.isWhitespace(point) || Character.isSpaceChar(point)) {
                if (!word.isEmpty()) words.add(word.toString());
                word.setLength(0);
                if (alone) words.add(Character.toString(point));
            } else if (!isControl(point)) {
                word.appendCodePoint(point);
            }
        });
        if (!word.isEmpty()) words.add(word.toString());
        return words;
    }

    private static boolean isControl(int point) {
        if (point == 0 || point == 0xFFFD) return true;
        int type = Character.getType(point);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.PRIVATE_USE
                || type == Character.SURROGATE;
    }

    private static boolean isCjk(int point) {
        return point >= 0x4E00 && point <= 0x9FFF
                || point >= 0x3400 && point <= 0x4DBF
                || point >= 0x20000 && point <= 0x2CEAF
                || point >= 0xF900 && point <= 0xFAFF
                || point >= 0x2F800 && point <= 0x2FA1F;
    }

    private static boolean isPunctuation(int point) {
        if (point >= 33 && point <= 47
                || point >= 58 && point <= 64
                || point >= 91 && point <= 96
                || point >= 123 && point <= 126) return true;
        return switch ((byte) Character.getType(point)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> false;
        };
    }

    private int id(String mark) {
        Integer id = vocabulary.get(mark);
        if (id == null) throw new IllegalArgumentException("the vocabulary has no " + mark);
        return id;
    }
}
