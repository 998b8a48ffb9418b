package io.flotilla.engine.chain;

import org.jspecify.annotations.Nullable;

/// Remembers whether a step, or any step inside it, let text out. What was heard cannot be taken back, so such a
/// step is not
/// tried again.
final class Voice {
    private final @Nullable Voice outer;
    private volatile boolean heard;

    private Voice(@Nullable Voice outer) {
        this.outer = outer;
    }

    static Voice ofRun() {
        return new Voice(null);
    }

    Voice inner() {
        return new Voice(this);
    }

    void speak() {
        for (Voice each = this; each != null && !each.heard; each = each.outer) each.heard = true;
    }

    boolean heard() {
        return heard;
    }
}
