package io.flotilla.engine.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.8.8",
                "0.0.0.0",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "100.100.100.200",
                "192.0.0.1",
                "198.18.0.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "192.0.2.1",
                "::1",
                "::",
                "::ffff:10.0.0.1",
                "::ffff:127.0.0.1",
                "::7f00:1",
                "fe80::1",
                "fc00::1",
                "fd00:ec2::254",
                "ff02::1",
                "64:ff9b::a00:1",
                "2002:7f00:1::",
                "2001::1",
                "2001:db8::1",
                "fec0::1"
            })
    void deniesWhatIsNotThePublicInternet(String address) {
        assertThat(AddressPolicy.publicOnly().allows(InetAddress.ofLiteral(address)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700:4700::1111", "2400:3200::1"})
    void allowsPublicAddresses(String address) {
        assertThat(AddressPolicy.publicOnly().allows(InetAddress.ofLiteral(address)))
                .isTrue();
    }

    @Test
    void allowsWhatTheOperatorNamesAndNoMore() {
        var policy = AddressPolicy.alsoAllowing(List.of("10.20.0.0/15", " ::1 ", "fd00::/8"));

        assertThat(policy.allows(InetAddress.ofLiteral("10.21.3.4"))).isTrue();
        assertThat(policy.allows(InetAddress.ofLiteral("10.22.0.0"))).isFalse();
        assertThat(policy.allows(InetAddress.ofLiteral("::1"))).isTrue();
        assertThat(policy.allows(InetAddress.ofLiteral("::2"))).isFalse();
        assertThat(policy.allows(InetAddress.ofLiteral("fdab::1"))).isTrue();
        assertThat(policy.allows(InetAddress.ofLiteral("127.0.0.1"))).isFalse();
    }

    @Test
    void readsWhatItWrites() {
        var written = AddressPolicy.alsoAllowing(List.of("127.0.0.0/8", "::1")).toString();

        assertThat(AddressPolicy.parse(written)).hasToString(written);
        assertThat(AddressPolicy.parse("").allows(InetAddress.ofLiteral("127.0.0.1")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "example.com/8"})
    void refusesWhatIsNotANetwork(String text) {
        assertThatThrownBy(() -> AddressPolicy.alsoAllowing(List.of(text)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
