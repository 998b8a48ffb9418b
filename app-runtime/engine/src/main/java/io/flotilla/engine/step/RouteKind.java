package io.flotilla.engine.step;

import java.util.Locale;

/// Which way an answer came, as the ledger counts it.
public enum RouteKind {
    /// From the small model of a cascade.
    SMALL,
    /// From the large model of a cascade, or of a route that is none.
    LARGE,
    /// From the memory of an earlier answer, for nothing.
    CACHE;

    /// As the ledger and the app language write it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
