package io.flotilla.platform.apikey;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// An API key as text, `flk_<prefix>_<secret>`: the prefix is public and finds the row, the secret proves it.
/// Never logged.
record KeyText(String prefix, String whole) {
    private static final Pattern SHAPE = Pattern.compile("flk_([a-z0-9]{8})_[A-Za-z0-9]{40}");
    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final String ALL = "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + LOWER;
    private static final SecureRandom RANDOM = new SecureRandom();

    static KeyText random() {
        var prefix = random(LOWER, 8);
        return new KeyText(prefix, "flk_%s_%s".formatted(prefix, random(ALL, 40)));
    }

    static Optional<KeyText> read(String text) {
        var matcher = SHAPE.matcher(text);
        return matcher.matches() ? Optional.of(new KeyText(matcher.group(1), text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return "flk_" + prefix + "_...";
    }

    private static String random(String alphabet, int length) {
        return RANDOM.ints(length, 0, alphabet.length())
                .mapToObj(at -> alphabet.substring(at, at + 1))
                .collect(Collectors.joining());
    }
}
