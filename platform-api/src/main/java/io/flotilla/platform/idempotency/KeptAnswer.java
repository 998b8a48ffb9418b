package io.flotilla.platform.idempotency;

import java.util.Map;

/// An answer that can be given again.
///
/// @param headers those that say something of the resource, not of the exchange
record KeptAnswer(int status, Map<String, String> headers, byte[] body) {
    KeptAnswer {
        headers = Map.copyOf(headers);
    }
}
