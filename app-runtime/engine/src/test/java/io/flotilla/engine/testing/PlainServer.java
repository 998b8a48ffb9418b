package io.flotilla.engine.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;

/// A server that says the same in plain text to whoever connects, whatever they speak.
public final class PlainServer implements AutoCloseable {
    private final ServerSocket listener;

    public PlainServer(String says) throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        Thread.startVirtualThread(() -> serve(says));
    }

    public int port() {
        return listener.getLocalPort();
    }

    private void serve(String says) {
        while (!listener.isClosed()) {
            try (var socket = listener.accept()) {
                socket.getOutputStream().write(says.getBytes(StandardCharsets.UTF_8));
                socket.shutdownOutput();
                socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // The caller went away, or the test is over.
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
