package io.flotilla.platform.tenant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.database.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// Erases tenants, and remembers that it did.
@ApplicationScoped
class Erasures {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<TreeMap<String, Long>> COUNTS = new TypeReference<>() {};
    private static final String SELECT =
            "select id, name, title, erased_by, erased_at, row_counts, audit_hash from tenant_erasure ";

    private final Database database;

    Erasures(Database database) {
        this.database = database;
    }

    /// Deletes every row of a tenant that is being deleted, its data keys among them.
    void erase(TenantId tenant, String operator) {
        database.asProjection(handle -> handle.createQuery("select erase_tenant(:tenant, :operator)::text")
                .bind("tenant", tenant)
                .bind("operator", operator)
                .mapTo(String.class)
                .one());
    }

    Optional<Erasure> byId(Handle handle, UUID id) {
        return handle.createQuery(SELECT + "where id = :id")
                .bind("id", id)
                .map(Erasures::erasure)
                .findOne();
    }

    List<Erasure> after(Handle handle, UUID id, int rows) {
        return handle.createQuery(SELECT + "where id > :id order by id limit :rows")
                .bind("id", id)
                .bind("rows", rows)
                .map(Erasures::erasure)
                .list();
    }

    private static Erasure erasure(ResultSet row, StatementContext context) throws SQLException {
        var hash = row.getBytes("audit_hash");
        return new Erasure(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("title"),
                row.getString("erased_by"),
                row.getTimestamp("erased_at").toInstant(),
                counts(row.getString("row_counts")),
                hash == null ? null : HexFormat.of().formatHex(hash));
    }

    private static TreeMap<String, Long> counts(String json) {
        try {
            return JSON.readValue(json, COUNTS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("row_counts is written by erase_tenant", e);
        }
    }
}
