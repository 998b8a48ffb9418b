package io.flotilla.engine.model.openai;

import io.flotilla.engine.address.GuardedLookup;
import io.flotilla.engine.control.RunClock;
import io.flotilla.engine.model.ChatModel;
import java.net.http.HttpClient;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Makes chat models that share one HTTP client and its connections.
public final class OpenAiModels implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client;
    private final GuardedLookup hosts;
    private final OpenAiLimits limits;
    private final RunClock clock;

    public OpenAiModels(GuardedLookup hosts, OpenAiLimits limits, RunClock clock) {
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

    /// The model at an endpoint. Cheap: nothing is opened before the first call.
    public ChatModel at(OpenAiEndpoint endpoint) {
        return new OpenAiChatModel(endpoint, client, hosts, limits, clock);
    }

    @Override
    public void close() {
        client.shutdownNow();
        threads.close();
    }
}
