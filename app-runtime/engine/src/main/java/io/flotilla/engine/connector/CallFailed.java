package io.flotilla.engine.connector;

import io.flotilla.engine.control.Fault;
import io.flotilla.engine.control.FaultCode;

/// Ends a connector call from deep inside an adapter; never leaves it.
public final class CallFailed extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Fault fault;

    public CallFailed(Fault fault) {
        super(fault.detail(), null, false, false);
        this.fault = fault;
    }

    public CallFailed(FaultCode code, String detail) {
        this(new Fault(code, detail));
    }

    /// The same as a problem.
    public Fault fault() {
        return fault;
    }
}
