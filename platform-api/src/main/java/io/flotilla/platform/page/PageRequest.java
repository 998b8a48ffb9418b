package io.flotilla.platform.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.flotilla.platform.problem.Fault;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Which page a caller asks for: `?limit=&cursor=`. A resource method takes it as `@BeanParam`.
///
/// Lists are cut by key, not by offset: a row that comes or goes between two pages moves none of the others.
public record PageRequest(
        @QueryParam("limit") @DefaultValue("50") int limit,
        @QueryParam("cursor") @Nullable String cursor) {
    private static final int MOST = 200;

    public PageRequest {
        if (limit < 1 || limit > MOST) {
            throw Fault.invalid("limit", "out-of-range", "'limit' is between 1 and " + MOST + ".");
        }
    }

    /// How many rows to read: one more than asked for.
    public int rows() {
        return limit + 1;
    }

    /// The key after which this page begins; absent on the first page.
    ///
    /// @param read reads the key from text; what it throws becomes `invalid-input`
    public <K> Optional<K> after(Function<String, K> read) {
        if (cursor == null) return Optional.empty();
        try {
            return Optional.of(read.apply(new String(Base64.getUrlDecoder().decode(cursor), UTF_8)));
        } catch (RuntimeException e) {
            throw Fault.invalid("cursor", "invalid-cursor", "Use 'nextCursor' of the page before as it is.");
        }
    }

    static String cursor(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(UTF_8));
    }
}
