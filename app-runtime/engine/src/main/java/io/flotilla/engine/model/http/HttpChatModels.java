package io.flotilla.engine.model.http;

import io.flotilla.engine.address.GuardedLookup;
import io.flotilla.engine.control.RunClock;
import io.flotilla.engine.model.ChatModel;
import java.net.http.HttpClient;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Makes chat models that share one HTTP client and its connections.
public final class HttpChatModels implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client;
    private final GuardedLookup hosts;
    private final ModelLimits limits;
    private final RunClock clock;

    public HttpChatModels(GuardedLookup hosts, ModelLimits limits, RunClock clock) {
        this.hosts = hosts;
        this.limits = limits;
        this.clock = clock;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(limits.connect())
                .executor(threads)
                .build();
    }

    /// The model that a dialect knows how to ask. Cheap: nothing is opened before the first call.
    public ChatModel asking(Dialect dialect) {
        return new HttpChatModel(dialect, client, hosts, limits, clock);
    }

    @Override
    public void close() {
        client.shutdownNow();
        threads.close();
    }
}
