package io.flotilla.sandbox.text;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import com.knuddels.jtokkit.api.IntArrayList;
import java.util.ArrayList;
import java.util.List;

/// Counts tokens by OpenAI's public `cl100k_base` vocabulary, so that the usage the sandbox reports is a real count
/// that anybody can repeat.
/// Loads when first used.
public final class Tokens {
    private static final class Loaded {
        static final Encoding ENCODING = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.CL100K_BASE);
    }

    private Tokens() {}

    /// Loads the vocabulary, so that nobody's first call waits for it.
    public static void load() {
        count("a");
    }

    /// How many tokens the text is.
    public static int count(String text) {
        return Loaded.ENCODING.countTokensOrdinary(text);
    }

    /// The text's longest beginning of at most so many tokens; never ends inside a character.
    public static String first(int tokens, String text) {
        var encoded = Loaded.ENCODING.encodeOrdinary(text, tokens);
        return encoded.isTruncated() ? Loaded.ENCODING.decode(encoded.getTokens()) : text;
    }

    /// The text in the pieces a model would stream: a token each, or more where a character spans several.
    public static List<String> pieces(String text) {
        var pieces = new ArrayList<String>();
        IntArrayList waiting = new IntArrayList();
        IntArrayList all = Loaded.ENCODING.encodeOrdinary(text);
        for (int i = 0; i < all.size(); i++) {
            waiting.add(all.get(i));
            String piece = Loaded.ENCODING.decode(waiting);
            if (piece.indexOf('\uFFFD') >= 0 && i + 1 < all.size()) continue;
            pieces.add(piece);
            waiting = new IntArrayList();
        }
        return pieces;
    }
}
