package io.flotilla.toolchain.output;

/// Numbers of things in a sentence.
public final class Counted {
    private Counted() {}

    /// `1 step`, `2 steps`.
    public static String of(long count, String thing) {
        return "%d %s%s".formatted(count, thing, count == 1 ? "" : "s");
    }
}
