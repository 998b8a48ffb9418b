package io.flotilla.platform.invocation;

import io.flotilla.platform.problem.RateLimit;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jboss.logging.Logger;

/// An answer that is a stream of events. A reader who leaves is no failure.
final class EventAnswer {
    private static final Logger LOG = Logger.getLogger(EventAnswer.class);

    private EventAnswer() {}

    /// @param limits how the limits stand that the invocation came under
    static Response of(List<RateLimit> limits, Writing writing) {
        StreamingOutput body = out -> {
            try {
                writing.to(out);
            } catch (IOException e) {
                LOG.debugf("reader left: reason=%s", e.getMessage());
            }
        };
        var answer = Response.ok(body, MediaType.SERVER_SENT_EVENTS_TYPE)
                .header("Cache-Control", "no-store")
                .header("X-Accel-Buffering", "no");
        RateLimit.tell(limits, answer);
        return answer.build();
    }

    interface Writing {
        void to(OutputStream out) throws IOException;
    }
}
