package io.flotilla.platform.quota;

import java.time.Duration;

/// A rate as the database counts it: each unit moves an instant on by `stepSeconds`, and is let pass while the instant is
/// at most `burstSeconds` ahead. In any span of `t` seconds at most `perMinute * (t + burst) / 60` units pass.
///
/// @param burstSeconds how much may come at once, in seconds of the rate
record Pace(long perMinute, double stepSeconds, double burstSeconds) {
    private static final double MINUTE = 60;
    /// Requests come at once for ten seconds' worth.
    static final double REQUEST_BURST = 10;

    /// At least one request may always come.
    static Pace ofRequests(int perMinute) {
        double step = MINUTE / perMinute;
        return new Pace(perMinute, step, Math.max(REQUEST_BURST, step));
    }

    /// Tokens are known after they were used, so a whole minute's worth may be used before it is looked at.
    static Pace ofTokens(long perMinute) {
        return new Pace(perMinute, MINUTE / perMinute, MINUTE);
    }

    /// How many units may come now, when the instant is so far ahead.
    long left(double aheadSeconds) {
        return Math.max(0, (long) Math.floor((burstSeconds - Math.max(0, aheadSeconds)) / stepSeconds + 1e-6));
    }

    /// When one more may come.
    Duration wait(double aheadSeconds) {
        double over = Math.max(0, aheadSeconds + stepSeconds - burstSeconds);
        return Duration.ofMillis((long) Math.ceil(over * 1000));
    }
}
