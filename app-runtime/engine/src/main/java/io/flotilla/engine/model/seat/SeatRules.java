package io.flotilla.engine.model.seat;

/// How many attempts a model gets at once.
///
/// @param first how many at first
/// @param most  however well it does
public record SeatRules(int first, int most) {
    /// A start that every provider bears, and room to find out what it bears.
    public static final SeatRules STANDARD = new SeatRules(32, 512);

    public SeatRules {
        if (first < 1 || most < first) throw new IllegalArgumentException("there is at least one seat, and the first are at most all");
    }
}
