package io.flotilla.platform.problem;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Tells a part that is away (and comes back) from a mistake of ours: by the SQL states of lost connections and of a
/// server that is going down or coming up.
final class Outage {
    private static final int DEEPEST = 10;

    private Outage() {}

    static boolean caused(Throwable failure) {
        @Nullable Throwable at = failure;
        for (int depth = 0; at != null && depth < DEEPEST; depth++) {
            if (at instanceof SQLException sql && away(sql)) return true;
            at = at.getCause();
        }
        return false;
    }

    private static boolean away(SQLException failure) {
        var state = failure.getSQLState();
        if (state == null) return failure.getMessage() != null && failure.getMessage().contains("Acquisition timeout");
        return state.startsWith("08") || state.startsWith("57P") || state.equals("53300");
    }
}
