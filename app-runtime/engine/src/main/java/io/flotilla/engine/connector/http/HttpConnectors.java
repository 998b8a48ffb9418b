package io.flotilla.engine.connector.http;

import io.flotilla.app.connector.HttpConnector;
import io.flotilla.engine.address.GuardedLookup;
import io.flotilla.engine.connector.Connector;
import io.flotilla.engine.control.RunClock;
import io.flotilla.engine.probe.ProbeResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/// Makes `http` connectors that share one client. The client knows no cookies, no credentials, no proxy, and
/// retries nothing.
public final class HttpConnectors implements AutoCloseable {
    private static final int MAX_CONNECTIONS = 500;
    private static final int MAX_PER_ROUTE = 50;
    private static final Timeout CONNECT = Timeout.ofSeconds(5);

    private final CloseableHttpClient client;
    private final RunClock clock;

    public HttpConnectors(GuardedLookup hosts, RunClock clock) {
        this.clock = clock;
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(guarded(hosts))
                .setMaxConnTotal(MAX_CONNECTIONS)
                .setMaxConnPerRoute(MAX_PER_ROUTE)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT)
                        .setTimeToLive(TimeValue.ofMinutes(5))
                        .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                        .build())
                .build();
        this.client = HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(CONNECT)
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableConnectionState()
                .setUserAgent("flotilla")
                .evictIdleConnections(TimeValue.ofSeconds(60))
                .build();
    }

    /// The connector of a definition. Cheap: nothing is opened before the first call.
    ///
    /// @param secrets the values of the secrets that the definition names
    public Connector open(HttpConnector definition, Map<String, String> secrets) {
        return new HttpCaller(definition, Map.copyOf(secrets), client, clock);
    }

    /// Whether somebody answers at the connector's base address and takes its credentials.
    public ProbeResult reach(HttpConnector definition, Map<String, String> secrets, Duration patience) {
        return new HttpCaller(definition, Map.copyOf(secrets), client, clock).reach(patience);
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The client connects to the addresses this yields and looks nothing up by itself.
    private static DnsResolver guarded(GuardedLookup hosts) {
        return new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                return hosts.addresses(host).toArray(InetAddress[]::new);
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
    }
}
