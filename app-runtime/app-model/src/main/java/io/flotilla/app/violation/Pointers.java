package io.flotilla.app.violation;

/// Builds JSON pointers (RFC 6901).
public final class Pointers {
    private Pointers() {}

    /// The pointer to a field of what `parent` points to.
    public static String child(String parent, String field) {
        return parent + "/" + field.replace("~", "~0").replace("/", "~1");
    }

    /// The pointer to an element of what `parent` points to.
    public static String child(String parent, int index) {
        return parent + "/" + index;
    }
}
