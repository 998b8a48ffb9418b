package io.flotilla.platform.version;

import io.flotilla.platform.resource.Revision;

/// One version of a document, as its feature shows it.
public interface Numbered {
    /// The name it goes under.
    String name();

    /// Its number, from 1.
    int version();

    /// What the document under the name is at, when this version is the one put last.
    default Revision revision() {
        return new Revision(version());
    }
}
