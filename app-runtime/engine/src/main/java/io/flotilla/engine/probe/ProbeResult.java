package io.flotilla.engine.probe;

import static java.util.Objects.requireNonNull;

import java.util.List;

/// What came of trying something out.
///
/// @param works  whether it can be used as it is
/// @param reason one word, such as `ok`, `slow`, `unknown-host`, `unauthorized`
/// @param detail a sentence that says what is so, and what to do
/// @param checks what was tried one by one, where there is more than one thing
public record ProbeResult(boolean works, String reason, String detail, List<Check> checks) {
    public ProbeResult {
        requireNonNull(reason, "reason");
        requireNonNull(detail, "detail");
        checks = List.copyOf(checks);
    }

    /// It works.
    public static ProbeResult works(String detail) {
        return new ProbeResult(true, "ok", detail, List.of());
    }

    /// It does not.
    public static ProbeResult fails(String reason, String detail) {
        return new ProbeResult(false, reason, detail, List.of());
    }

    /// One of the things tried.
    public record Check(String name, boolean works, String detail) {}
}
