package io.flotilla.engine.address;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Says which addresses may be connected to: public ones, and the networks that the operator of the platform names.
/// Never set by a
/// tenant's document.
public final class AddressPolicy {
    /// What is not the public internet (RFC 6890 and its registry), in IPv4.
    private static final List<Network> NOT_PUBLIC_4 = networks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    /// The only part of IPv6 that is public, and what in it is not, among that the tunnels that carry an IPv4
    /// address inside.
    private static final Network PUBLIC_6 = Network.parse("2000::/3");

    private static final List<Network> NOT_PUBLIC_6 = networks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private final List<Network> allowed;

    private AddressPolicy(List<Network> allowed) {
        this.allowed = allowed;
    }

    /// Public addresses only.
    public static AddressPolicy publicOnly() {
        return new AddressPolicy(List.of());
    }

    /// Public addresses and these networks.
    ///
    /// @param networks such as `127.0.0.0/8`, `::1`, `10.20.0.0/16`
    /// @throws IllegalArgumentException for one that is not a network
    public static AddressPolicy alsoAllowing(List<String> networks) {
        return new AddressPolicy(
                networks.stream().map(String::strip).map(Network::parse).toList());
    }

    /// Reads what [#toString] writes.
    public static AddressPolicy parse(String networks) {
        return alsoAllowing(Stream.of(networks.split(",", -1))
                .filter(text -> !text.isBlank())
                .toList());
    }

    /// Whether something may connect to this address.
    public boolean allows(InetAddress address) {
        return isPublic(address) || allowed.stream().anyMatch(network -> network.contains(address));
    }

    /// The networks that are allowed besides the public ones, divided by commas.
    @Override
    public String toString() {
        return allowed.stream().map(Network::toString).collect(Collectors.joining(","));
    }

    private static boolean isPublic(InetAddress address) {
        if (address instanceof Inet4Address) {
            return NOT_PUBLIC_4.stream().noneMatch(network -> network.contains(address));
        }
        return PUBLIC_6.contains(address) && NOT_PUBLIC_6.stream().noneMatch(network -> network.contains(address));
    }

    private static List<Network> networks(String... texts) {
        return Stream.of(texts).map(Network::parse).toList();
    }
}
