package io.flotilla.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/// Ports of the loopback address.
public final class Ports {
    // Below the range that systems hand out to outgoing connections, so that nobody takes a port between probing and
    // binding
    private static final int FIRST = 12_000;
    private static final int LAST = 30_000;

    private Ports() {}

    /// Whether somebody could listen on the port now.
    public static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /// The first of `count` neighbouring free ports, picked at random.
    public static int free(int count) {
        for (int attempt = 0; attempt < 1_000; attempt++) {
            int first = ThreadLocalRandom.current().nextInt(FIRST, LAST - count);
            if (allFree(first, count)) return first;
        }
        throw new UncheckedIOException(new IOException("found no " + count + " free ports"));
    }

    private static boolean allFree(int first, int count) {
        for (int i = 0; i < count; i++) if (!isFree(first + i)) return false;
        return true;
    }
}
