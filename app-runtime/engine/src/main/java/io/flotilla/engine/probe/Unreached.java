package io.flotilla.engine.probe;

import io.flotilla.engine.address.AddressDenied;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Why the other side could not be spoken to, told from what was thrown.
public final class Unreached {
    private static final int DEEPEST = 10;

    private Unreached() {}

    /// The first cause that says something.
    public static ProbeResult because(Throwable failure) {
        @Nullable Throwable at = failure;
        for (int depth = 0; at != null && depth < DEEPEST; depth++) {
            var reason = reason(at);
            if (reason != null) return reason;
            at = at.getCause();
        }
        return ProbeResult.fails("broken-off", "The connection was broken off before there was an answer.");
    }

    /// Nothing came in time.
    public static ProbeResult late() {
        return ProbeResult.fails("timeout", "There was no answer in time.");
    }

    private static @Nullable ProbeResult reason(Throwable failure) {
        return switch (failure) {
            case AddressDenied _ ->
                ProbeResult.fails("address-denied", "The host leads to an address that this platform does not allow.");
            case UnknownHostException _, UnresolvedAddressException _ ->
                ProbeResult.fails("unknown-host", "There is no host of that name.");
            case SSLException _ ->
                ProbeResult.fails(
                        "tls", "No trusted TLS connection came about: the certificate, or https where http is spoken.");
            case HttpTimeoutException _, InterruptedIOException _, TimeoutException _ -> late();
            case NoRouteToHostException _ -> ProbeResult.fails("no-route", "No way leads to the host.");
            case ConnectException _ -> ProbeResult.fails("refused", "Nothing listens at that host and port.");
            default -> null;
        };
    }
}
