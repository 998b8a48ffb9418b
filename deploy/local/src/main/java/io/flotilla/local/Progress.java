package io.flotilla.local;

/// Told what happens while a stack starts and runs.
public interface Progress {
    /// Something slow begins, in a few words.
    void note(String what);

    /// A part's state moved.
    void moved(PartReport report);

    /// Tells nobody.
    static Progress silent() {
        return new Progress() {
            @Override
            public void note(String what) {
                // nobody asked
            }

            @Override
            public void moved(PartReport report) {
                // nobody asked
            }
        };
    }
}
