package io.flotilla.engine.step;

/// Hears of each call, before and after.
public interface CallListener {
    /// A call is about to be made. Nothing has left yet: when this throws, nothing does.
    void callDispatched(Call call);

    /// A call that was told before has ended. Told for every call, also in a run that is stopped.
    void callEnded(CallEnd end);
}
