package io.flotilla.sandbox.text;

import java.util.regex.Pattern;

/// The languages the sandbox reads, told apart by their script.
public enum Language {
    /// Chinese.
    ZH,
    /// English, and whatever else is written in letters.
    EN;

    private static final Pattern PART = Pattern.compile("\\s+[/|]\\s+|\\n+");

    /// The language of a text: Chinese as soon as a fifth of its letters are Chinese characters.
    public static Language of(String text) {
        long han = text.codePoints().filter(Language::isHan).count();
        long letters = text.codePoints().filter(Character::isLetter).count();
        return han * 5 > letters ? ZH : EN;
    }

    /// Whether the code point is a Chinese character.
    public static boolean isHan(int codePoint) {
        return Character.UnicodeScript.of(codePoint) == Character.UnicodeScript.HAN;
    }

    /// Of a text given in several languages (`a lost card / 卡片遗失`), the parts in this one; all of it when none is.
    public String partsOf(String text) {
        var parts = PART.splitAsStream(text).filter(each -> of(each) == this).toList();
        return parts.isEmpty() ? text : String.join(" ", parts);
    }
}
