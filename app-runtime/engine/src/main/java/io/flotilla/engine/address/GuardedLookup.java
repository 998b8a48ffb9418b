package io.flotilla.engine.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Looks hosts up and yields only addresses that may be connected to. Whoever uses it must connect to one of the
/// addresses it
/// yields, and not look the name up once more.
public final class GuardedLookup {
    private final AddressPolicy policy;
    private final HostLookup lookup;

    public GuardedLookup(AddressPolicy policy, HostLookup lookup) {
        this.policy = policy;
        this.lookup = lookup;
    }

    /// The host's addresses.
    ///
    /// @throws AddressDenied        if the policy denies any one of them: a name that leads to
    ///                              good and bad addresses is a trick
    /// @throws UnknownHostException if there are none
    public List<InetAddress> addresses(String host) throws UnknownHostException {
        var addresses = lookup.addresses(host);
        if (addresses.isEmpty()) throw new UnknownHostException("no address");
        for (InetAddress each : addresses) if (!policy.allows(each)) throw new AddressDenied();
        return addresses;
    }

    /// The operator's policy.
    public AddressPolicy policy() {
        return policy;
    }
}
