package io.flotilla.engine.step;

/// Material in a prompt, between tags, so that a model can tell it from what it is told.
final class Tags {
    private Tags() {}

    /// A text between tags that it cannot close.
    static String around(String name, String text) {
        var harmless = text.replace("</" + name, "< /" + name);
        return "<%s>\n%s\n</%s>".formatted(name, harmless, name);
    }
}
