package io.flotilla.local;

/// Where one part of the stack stands.
public enum PartState {
    /// Not ready yet.
    STARTING,
    READY,
    /// Ended by itself or by somebody else; the supervisor starts it again.
    RESTARTING,
    /// Ended because it was told to.
    STOPPED,
    /// Could not be started at all.
    FAILED
}
