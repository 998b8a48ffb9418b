package io.flotilla.platform.problem;

import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/// Holds bodies to the limit, also those that do not say how long they are, and refuses a missing one that is needed. The HTTP
/// server has a limit of its own far above this one; it closes the connection without a word.
@Provider
class Bodies implements ReaderInterceptor {
    // the framework makes its interceptors before there is any configuration
    private final Instance<BodyConfig> config;

    Bodies(Instance<BodyConfig> config) {
        this.config = config;
    }

    @ServerRequestFilter
    void refuseByLength(ContainerRequestContext request) throws TooLarge {
        if (request.getLength() > most()) throw new TooLarge();
    }

    @Override
    public @Nullable Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        context.setInputStream(new Limited(context.getInputStream(), most()));
        @Nullable Object body = context.proceed();
        if (body == null && needed(context)) throw Fault.invalid("", "required", "This call needs a body.");
        return body;
    }

    /// Unless the method's parameter says in the description of the API that it is not.
    private static boolean needed(ReaderInterceptorContext context) {
        return Arrays.stream(context.getAnnotations())
                .noneMatch(each -> each instanceof RequestBody body && !body.required());
    }

    private long most() {
        return config.get().maxBody().asLongValue();
    }

    /// An [IOException] because JSON parsers let those pass as they are.
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private static final class Limited extends FilterInputStream {
        private long left;

        private Limited(InputStream in, long most) {
            super(in);
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            if (read >= 0) count(1);
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            if (read > 0) count(read);
            return read;
        }

        private void count(int bytes) throws TooLarge {
            left -= bytes;
            if (left < 0) throw new TooLarge();
        }
    }
}
