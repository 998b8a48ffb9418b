package io.flotilla.platform.problem;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// What a failure of the database means to the caller: tells a database that is away (and comes back) and text that
/// cannot be stored from a mistake of ours.
enum SqlFailure {
    /// The connection is lost, or the server is going down, coming up or full.
    AWAY,
    /// The request holds the character NUL, which PostgreSQL keeps in no text.
    UNSTORABLE_TEXT,
    /// Anything else.
    OURS;

    private static final int DEEPEST = 10;

    static SqlFailure of(Throwable failure) {
        @Nullable Throwable at = failure;
        for (int depth = 0; at != null && depth < DEEPEST; depth++) {
            if (at instanceof SQLException sql) return of(sql);
            at = at.getCause();
        }
        return OURS;
    }

    private static SqlFailure of(SQLException failure) {
        var state = failure.getSQLState();
        if (state == null) return timedOut(failure) ? AWAY : OURS;
        if (state.startsWith("08") || state.startsWith("57P") || state.equals("53300")) return AWAY;
        if (state.equals("22021") || state.equals("22P05")) return UNSTORABLE_TEXT;
        return OURS;
    }

    // the connection pool's own failure has no state
    private static boolean timedOut(SQLException failure) {
        return failure.getMessage() != null && failure.getMessage().contains("Acquisition timeout");
    }
}
