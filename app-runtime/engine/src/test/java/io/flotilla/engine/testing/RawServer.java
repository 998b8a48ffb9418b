package io.flotilla.engine.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/// An HTTP server on loopback that sends exactly the bytes it is told to, at once, in pieces, or never, and sees
/// when its caller
/// goes away.
public final class RawServer implements AutoCloseable {
    private final ServerSocket listener;
    private final Answer answer;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> asked = new CompletableFuture<>();
    private final CompletableFuture<Void> left = new CompletableFuture<>();

    /// What happens on a connection once a request has come.
    @FunctionalInterface
    public interface Answer {
        void to(String request, OutputStream out) throws IOException;
    }

    private RawServer(Answer answer) throws IOException {
        this.answer = answer;
        this.listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        Thread.startVirtualThread(this::serve);
    }

    public static RawServer answering(Answer answer) {
        try {
            return new RawServer(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sends this and closes the connection.
    public static RawServer sending(String bytes) {
        return answering((request, out) -> {
            write(out, bytes);
            out.close();
        });
    }

    /// Sends this and then nothing, with the connection open.
    public static RawServer stalling(String bytes) {
        return answering((request, out) -> write(out, bytes));
    }

    public static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /// A whole answer.
    public static String http(int status, String headers, String body) {
        return "HTTP/1.1 %d Status\r\n%sContent-Length: %d\r\n\r\n%s"
                .formatted(status, headers, body.getBytes(StandardCharsets.UTF_8).length, body);
    }

    /// A stream that ends when the connection does.
    public static String stream(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n" + body;
    }

    public int port() {
        return listener.getLocalPort();
    }

    public URI url(String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(port(), path));
    }

    /// Heads and bodies as they came.
    public List<String> requests() {
        return requests;
    }

    /// Waits for the first request.
    public void awaitRequest() {
        asked.orTimeout(20, TimeUnit.SECONDS).join();
    }

    /// Waits until a caller has closed its connection before the server did.
    public void awaitCallerGone() {
        left.orTimeout(20, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket each : sockets) each.close();
    }

    private void serve() {
        while (!listener.isClosed()) {
            try {
                var socket = listener.accept();
                sockets.add(socket);
                Thread.startVirtualThread(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = socket.getInputStream();
            for (var request = request(in); request != null; request = request(in)) {
                requests.add(request);
                asked.complete(null);
                answer.to(request, socket.getOutputStream());
                if (socket.isClosed()) return;
            }
            left.complete(null);
        } catch (IOException e) {
            left.complete(null);
        }
    }

    private static String request(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) return null;
            head.write(next);
        }
        var text = head.toString(StandardCharsets.UTF_8);
        var length = text.toLowerCase(Locale.ROOT).lines()
                .filter(line -> line.startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
        return text + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
}
