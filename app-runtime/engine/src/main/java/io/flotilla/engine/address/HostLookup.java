package io.flotilla.engine.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Finds the addresses behind a host's name, as the system's resolver does.
@FunctionalInterface
public interface HostLookup {
    /// The machine's own resolver.
    HostLookup SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    /// All addresses of the host.
    List<InetAddress> addresses(String host) throws UnknownHostException;
}
