package io.flotilla.platform.database;

import java.sql.SQLException;

/// What PostgreSQL says of a failure, by its
/// [SQL state](https://www.postgresql.org/docs/18/errcodes-appendix.html).
public final class SqlState {
    private SqlState() {}

    /// The state; `unknown` if the failure is not the database's.
    public static String of(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof SQLException sql && sql.getSQLState() != null) return sql.getSQLState();
        }
        return "unknown";
    }

    /// Whether it is the data that the tables refuse (classes 22 and 23): trying again would fail again.
    public static boolean isAboutTheData(Throwable failure) {
        var state = of(failure);
        return state.startsWith("22") || state.startsWith("23");
    }
}
