package io.flotilla.engine.model.openai;

import java.io.IOException;

/// What the server sent is not an answer. Quotes nothing of it.
final class UnreadableAnswer extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadableAnswer() {
        super("not an answer");
    }
}
