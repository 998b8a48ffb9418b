package io.flotilla.engine.address;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/// Makes sockets that hold the address they are told to connect to against a policy. For libraries that look hosts
/// up by
/// themselves: what is checked is the very address that is connected to.
///
/// Public with a public constructor because a JDBC driver makes it by name.
public final class GuardedSocketFactory extends SocketFactory {
    private final AddressPolicy policy;

    /// @param networks the policy, as [AddressPolicy#toString] writes it
    public GuardedSocketFactory(String networks) {
        this.policy = AddressPolicy.parse(networks);
    }

    @Override
    public Socket createSocket() {
        return new GuardedSocket(policy);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return createSocket(InetAddress.getByName(host), port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket(InetAddress.getByName(host), port, localHost, localPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        var socket = createSocket();
        socket.connect(new InetSocketAddress(host, port));
        return socket;
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        var socket = createSocket();
        socket.bind(new InetSocketAddress(localAddress, localPort));
        socket.connect(new InetSocketAddress(address, port));
        return socket;
    }

    private static final class GuardedSocket extends Socket {
        private final AddressPolicy policy;

        GuardedSocket(AddressPolicy policy) {
            this.policy = policy;
        }

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            if (!(endpoint instanceof InetSocketAddress target) || target.isUnresolved()) {
                throw new IOException("the host is not known");
            }
            if (!policy.allows(target.getAddress())) throw new AddressDenied();
            super.connect(endpoint, timeout);
        }
    }
}
