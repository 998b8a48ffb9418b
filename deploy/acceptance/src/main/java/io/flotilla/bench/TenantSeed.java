package io.flotilla.bench;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/// Tenants in bulk: copies of one, made by the database as its superuser. Each has keys of its own, and definitions that no
/// other has.
final class TenantSeed {
    /// What a tenant has of its own, in an order in which each refers to what is there.
    private static final List<String> COPIED =
            List.of("provider", "model", "model_price", "app", "app_version", "release", "live_release");

    private final Connection database;
    private final BenchKeys keys;

    TenantSeed(Connection database, BenchKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    /// The tenant that a key of the platform's belongs to.
    UUID tenantOf(String prefix) throws SQLException {
        try (var query = database.prepareStatement("select tenant_id from api_key where prefix = ?")) {
            query.setString(1, prefix);
            var rows = query.executeQuery();
            if (!rows.next()) throw new IllegalStateException("the demo's key is not in the database");
            return rows.getObject(1, UUID.class);
        }
    }

    /// Makes `count` tenants with `keysEach` keys, the first key being number `firstKey`; with the apps of `template`, if it is to
    /// be copied whole.
    void tenants(UUID template, String prefix, int count, int keysEach, int firstKey, boolean whole) throws SQLException {
        // apps and their versions name each other: they are checked when both are there
        database.setAutoCommit(false);
        execute("create temporary table seeded (number int primary key, id uuid not null default uuidv7())");
        execute("insert into seeded (number) select generate_series(0, %d)".formatted(count - 1));
        copy("tenant", "x.id = '%s'".formatted(template), "id = s.id, name = '%s-' || s.number".formatted(prefix), "seeded s");
        keys(template, count, keysEach, firstKey);
        for (String table : whole ? COPIED : List.of("provider")) {
            copy(table, "x.tenant_id = '%s'".formatted(template), "tenant_id = s.id" + own(table), "seeded s");
        }
        execute("drop table seeded");
        database.commit();
        database.setAutoCommit(true);
    }

    /// Definitions that differ, as those of different tenants do.
    private static String own(String table) {
        if (!table.equals("app_version")) return "";
        return """
                , definition = replace(x.definition, 'Say it', 'Say it for tenant ' || s.number)
                , hash = encode(sha256(convert_to(x.hash || s.id, 'UTF8')), 'hex')""";
    }

    private void keys(UUID template, int count, int keysEach, int firstKey) throws SQLException {
        execute("create temporary table key_text (owner int, prefix text, hash text)");
        var rows = new StringBuilder();
        for (int i = 0; i < count * keysEach; i++) {
            int number = firstKey + i;
            rows.append("%d\t%s\t%s\n".formatted(i / keysEach, keys.prefix(number), keys.hash(number)));
        }
        try {
            database.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy key_text from stdin", new StringReader(rows.toString()));
        } catch (IOException e) {
            throw new SQLException(e);
        }
        copy(
                "api_key",
                "x.id = (select id from api_key where tenant_id = '%s' and revoked_at is null order by id limit 1)"
                        .formatted(template),
                "tenant_id = s.id, id = uuidv7(), prefix = k.prefix, hash = decode(k.hash, 'hex'), scopes = array['*']",
                "seeded s join key_text k on k.owner = s.number");
        execute("drop table key_text");
    }

    /// Inserts copies of the rows `x` of a table, with some columns set: `column = expression, ...`.
    private void copy(String table, String where, String set, String source) throws SQLException {
        var changed = List.of(set.split(",(?=\\s*\\w+ = )"));
        var values = changed.stream()
                .map(each -> each.strip().split(" = ", 2))
                .collect(Collectors.toMap(each -> each[0], each -> each[1]));
        var columns = columns(table);
        execute("insert into %s (%s) select %s from %s cross join (select * from %s x where %s) x"
                .formatted(
                        table,
                        String.join(", ", columns),
                        columns.stream()
                                .map(each -> values.getOrDefault(each, "x." + each))
                                .collect(Collectors.joining(", ")),
                        source,
                        table,
                        where));
    }

    private List<String> columns(String table) throws SQLException {
        try (var query = database.prepareStatement("""
                select string_agg(quote_ident(column_name), ',' order by ordinal_position) from information_schema.columns
                where table_schema = 'public' and table_name = ? and is_generated = 'NEVER'
                """)) {
            query.setString(1, table);
            var rows = query.executeQuery();
            rows.next();
            return List.of(rows.getString(1).split(","));
        }
    }

    void execute(String sql) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute(sql);
        }
    }
}
