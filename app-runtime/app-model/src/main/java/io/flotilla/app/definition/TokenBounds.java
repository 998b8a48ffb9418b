package io.flotilla.app.definition;

import java.nio.charset.StandardCharsets;

/// How many tokens a model call takes at most, whatever the model's vocabulary. Who sets money aside for a call and
/// who makes it count alike.
public final class TokenBounds {
    /// The most that a model may write where its cost is limited and neither step nor route says how much.
    public static final int OUTPUT = 4096;

    /// What models read an image as, at most.
    public static final long IMAGE = 4096;

    private static final long PER_CALL = 32;
    private static final long PER_MESSAGE = 16;

    private TokenBounds() {}

    /// A token is one byte at least.
    public static long ofText(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /// A whole prompt, with the marks that models put around messages.
    ///
    /// @param contents the bound of all contents together
    public static long ofPrompt(int messages, long contents) {
        return PER_CALL + PER_MESSAGE * messages + contents;
    }
}
