package io.flotilla.engine.address;

import java.net.UnknownHostException;

/// The operator's policy denies an address. Says neither which nor why: the tenant must not learn the inner network
/// from it.
public final class AddressDenied extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    public AddressDenied() {
        super("the address is not allowed");
    }
}
