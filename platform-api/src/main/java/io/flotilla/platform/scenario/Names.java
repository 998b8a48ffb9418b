package io.flotilla.platform.scenario;

/// What something is called in both languages of the catalogue.
public record Names(String zh, String en) {
    /// One name for both.
    static Names both(String name) {
        return new Names(name, name);
    }
}
