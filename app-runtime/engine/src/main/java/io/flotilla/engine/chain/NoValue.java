package io.flotilla.engine.chain;

import io.flotilla.engine.control.Fault;

/// Something that a step needs before it can do its work has no value.
final class NoValue extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Fault fault;

    NoValue(Fault fault) {
        super(fault.detail(), null, false, false);
        this.fault = fault;
    }

    Fault fault() {
        return fault;
    }
}
