package io.flotilla.platform.access;

import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/// Carries the caller from the door, where they are recognised, to the method they called.
@RequestScoped
public class Admission {
    private @Nullable Caller caller;

    /// Lets the caller in.
    public void admit(Caller admitted) {
        this.caller = admitted;
    }

    /// Who was let in.
    public Caller caller() {
        if (caller == null) throw new IllegalStateException("nobody was admitted");
        return caller;
    }
}
