package io.flotilla.engine.model.http;

import java.io.IOException;

/// What the server sent is not an answer. Quotes nothing of it.
public final class UnreadableAnswer extends IOException {
    private static final long serialVersionUID = 1L;

    public UnreadableAnswer() {
        super("not an answer");
    }
}
