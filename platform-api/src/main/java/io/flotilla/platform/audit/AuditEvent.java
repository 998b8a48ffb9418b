package io.flotilla.platform.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.flotilla.platform.database.TenantId;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// One link of a tenant's chain.
///
/// @param form    what its hash covers: 1 ends with the details, 2 goes on with before, after, address and user agent
/// @param details a JSON object, as it was hashed; so are `before` and `after`
record AuditEvent(
        int form,
        long sequence,
        Instant at,
        String actor,
        String action,
        String target,
        String details,
        @Nullable String before,
        @Nullable String after,
        @Nullable String address,
        @Nullable String userAgent,
        byte[] previousHash,
        byte[] hash) {
    /// The form of events written now.
    static final int FORM = 2;

    static AuditEvent of(ResultSet row, StatementContext context) throws SQLException {
        return new AuditEvent(
                row.getInt("form"),
                row.getLong("sequence"),
                row.getTimestamp("at").toInstant(),
                row.getString("actor"),
                row.getString("action"),
                row.getString("target"),
                row.getString("details"),
                row.getString("before"),
                row.getString("after"),
                row.getString("address"),
                row.getString("user_agent"),
                row.getBytes("previous_hash"),
                row.getBytes("hash"));
    }

    /// The hash it must have in this tenant's chain. Each part goes in with its length before it, so that no two events
    /// have the same bytes.
    byte[] expectedHash(TenantId tenant) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(previousHash);
        for (var part : parts(tenant)) {
            var content = part == null ? null : part.getBytes(UTF_8);
            bytes.writeBytes((content == null ? "-" : content.length + ":").getBytes(UTF_8));
            if (content != null) bytes.writeBytes(content);
        }
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private List<@Nullable String> parts(TenantId tenant) {
        List<@Nullable String> parts = new ArrayList<>(
                List.of(tenant.toString(), Long.toString(sequence), at.toString(), actor, action, target, details));
        if (form > 1) parts.addAll(Arrays.asList("form " + form, before, after, address, userAgent));
        return parts;
    }
}
