package io.flotilla.engine.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedLookupTest {
    private final GuardedLookup system = new GuardedLookup(AddressPolicy.publicOnly(), HostLookup.SYSTEM);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "localhost",
                "2130706433",
                "127.1",
                "::1",
                "[::1]",
                "[::ffff:10.0.0.1]",
                "169.254.169.254",
                "0"
            })
    void deniesEverySpellingOfAnInnerAddress(String host) {
        assertThatThrownBy(() -> system.addresses(host)).isInstanceOf(AddressDenied.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x7f000001", "0x7f.0.0.1", "0177.0.0.1"})
    void neverYieldsAnInnerAddressForAnOddSpelling(String host) {
        assertThatThrownBy(() -> {
                    for (InetAddress each : system.addresses(host)) {
                        if (!AddressPolicy.publicOnly().allows(each)) throw new AssertionError("yielded " + each);
                    }
                    throw new UnknownHostException("only a public address");
                })
                .isInstanceOf(UnknownHostException.class);
    }

    @Test
    void deniesANameThatLeadsToGoodAndBadAddresses() {
        var mixed = new GuardedLookup(
                AddressPolicy.publicOnly(),
                host -> List.of(InetAddress.ofLiteral("8.8.8.8"), InetAddress.ofLiteral("10.0.0.1")));

        assertThatThrownBy(() -> mixed.addresses("two.example"))
                .isInstanceOf(AddressDenied.class)
                .hasMessageNotContaining("10.0.0.1");
    }

    @Test
    void aGuardedSocketChecksTheAddressItConnectsTo() throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var target = new InetSocketAddress("127.0.0.1", server.getLocalPort());

            try (var socket = new GuardedSocketFactory("").createSocket()) {
                assertThatThrownBy(() -> socket.connect(target)).isInstanceOf(AddressDenied.class);
            }
            try (var socket = new GuardedSocketFactory("127.0.0.0/8").createSocket()) {
                socket.connect(target, 5_000);
                assertThat(socket.isConnected()).isTrue();
            }
        }
    }
}
