package io.flotilla.app.violation;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Guesses which known name was meant by an unknown one.
public final class Nearest {
    private Nearest() {}

    /// The closest of the known names, if one is close.
    public static Optional<String> to(String unknown, Collection<String> known) {
        int near = unknown.length() < 3 ? 0 : Math.max(1, unknown.length() / 3);
        if (unknown.length() > 80) return Optional.empty();
        return known.stream()
                .filter(name -> Math.abs(name.length() - unknown.length()) <= near)
                .filter(name -> distance(unknown, name) <= near)
                .min(Comparator.comparingInt((String name) -> distance(unknown, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /// Edits (insert, remove, change, swap neighbours) from one to the other, letter case aside.
    static int distance(String one, String other) {
        var a = one.toLowerCase(Locale.ROOT);
        var b = other.toLowerCase(Locale.ROOT);
        var edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) edits[i][0] = i;
        for (int j = 0; j <= b.length(); j++) edits[0][j] = j;
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int best = Math.min(Math.min(edits[i - 1][j], edits[i][j - 1]) + 1, edits[i - 1][j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    best = Math.min(best, edits[i - 2][j - 2] + 1);
                }
                edits[i][j] = best;
            }
        }
        return edits[a.length()][b.length()];
    }
}
