package io.flotilla.app.check;

import io.flotilla.app.violation.Violation;
import java.util.List;

/// What came of checking an app.
public sealed interface Check {
    /// The app can run.
    ///
    /// @param warnings what its author may want to know all the same
    record Passed(CheckedApp app, List<Violation> warnings) implements Check {
        public Passed {
            warnings = List.copyOf(warnings);
        }
    }

    /// The app cannot run.
    ///
    /// @param violations at least one, in the order of the document
    record Refused(List<Violation> violations) implements Check {
        public Refused {
            violations = List.copyOf(violations);
        }
    }
}
