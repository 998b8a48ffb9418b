package io.flotilla.engine.step;

import io.flotilla.engine.control.Fault;
import io.flotilla.engine.control.FaultCode;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What one run may spend: so many provider attempts, so many tokens. Looked at before each attempt; what an
/// attempt used
/// is only known after it, so the tokens may end above the limit by what was under way when it was reached.
public final class Allowance {
    private final ReentrantLock lock = new ReentrantLock();
    private final int maxModelCalls;
    private final long maxTokens;
    private int modelCalls;
    private long tokens;

    public Allowance(int maxModelCalls, long maxTokens) {
        this.maxModelCalls = maxModelCalls;
        this.maxTokens = maxTokens;
    }

    /// Takes one provider attempt, unless there is none left.
    @Nullable
    Fault takeModelCall() {
        lock.lock();
        try {
            if (modelCalls >= maxModelCalls) {
                return new Fault(
                        FaultCode.BUDGET_EXCEEDED,
                        "the app's limit of %d model calls for one invocation is reached".formatted(maxModelCalls));
            }
            if (tokens >= maxTokens) {
                return new Fault(
                        FaultCode.BUDGET_EXCEEDED,
                        "the app's limit of %d tokens for one invocation is reached".formatted(maxTokens));
            }
            modelCalls++;
            return null;
        } finally {
            lock.unlock();
        }
    }

    void spend(long usedTokens) {
        lock.lock();
        try {
            tokens += usedTokens;
        } finally {
            lock.unlock();
        }
    }
}
