package io.flotilla.sandbox;

import io.flotilla.sandbox.chat.ChatModel;
import io.flotilla.sandbox.embedding.Embeddings;
import io.flotilla.sandbox.reader.ReaderModel;
import io.flotilla.sandbox.scripted.ScriptedModel;
import io.flotilla.sandbox.server.SandboxServer;
import io.flotilla.sandbox.text.Tokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;

/// Starts the sandbox on loopback: `FLOTILLA_HTTP_PORT` names the port (8090), `FLOTILLA_HTTP_HOST` another address.
public final class SandboxModel {
    private SandboxModel() {}

    /// The program.
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int port = Integer.parseInt(System.getenv().getOrDefault("FLOTILLA_HTTP_PORT", "8090"));
        String host = System.getenv().getOrDefault("FLOTILLA_HTTP_HOST", "127.0.0.1");
        var server = start(new InetSocketAddress(InetAddress.getByName(host), port));
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(server::close));
        System.out.println("The sandbox models answer at " + server.url());
        Thread.currentThread().join();
    }

    /// Starts the server with its models; what has to be loaded loads in the background.
    static SandboxServer start(InetSocketAddress address) throws IOException {
        Thread.ofPlatform().daemon().name("tokens").start(Tokens::load);
        List<ChatModel> models = List.of(new ReaderModel(new Embeddings()), new ScriptedModel());
        return SandboxServer.start(address, models, Clock.systemUTC());
    }
}
