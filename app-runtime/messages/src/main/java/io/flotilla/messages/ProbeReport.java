package io.flotilla.messages;

import static java.util.Objects.requireNonNull;

import java.util.List;

/// What came of a probe, in words for who set the thing up: never a secret, never what the other side's data is.
///
/// @param works  whether it can be used as it is
/// @param reason one word, such as `ok`, `slow`, `unknown-host`, `unauthorized`
/// @param detail a sentence that says what to do
/// @param millis how long it took
/// @param checks what was tried one by one, where there is more than one thing
public record ProbeReport(boolean works, String reason, String detail, double millis, List<Check> checks) {
    public ProbeReport {
        requireNonNull(reason, "reason");
        requireNonNull(detail, "detail");
        checks = List.copyOf(checks);
    }

    /// One of the things tried, such as a statement of a connector.
    public record Check(String name, boolean works, String detail) {
        public Check {
            requireNonNull(name, "name");
            requireNonNull(detail, "detail");
        }
    }
}
