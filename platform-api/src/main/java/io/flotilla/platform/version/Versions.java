package io.flotilla.platform.version;

import io.flotilla.platform.access.Caller;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.document.Source;
import io.flotilla.platform.page.Page;
import io.flotilla.platform.page.PageRequest;
import io.flotilla.platform.problem.Fault;
import io.flotilla.platform.resource.Name;
import io.flotilla.platform.resource.Revision;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// The documents of one kind and their versions, in two tables: `<thing>` with one row a name, `<thing>_version` with one row
/// a version.
///
/// All methods run in a transaction of the tenant. What is archived is not there.
public final class Versions<T extends Numbered> {
    private static final String FROM = """
             from <thing> t
             join <thing>_version v on v.tenant_id = t.tenant_id and v.<thing>_id = t.id
            where t.tenant_id = :tenant""";
    private static final String NAMED = FROM + " and t.name = :name and t.archived_at is null and v.number = ";

    private final String thing;
    private final List<String> columns;
    private final String further;
    private final NamedRows rows;
    private final RowMapper<T> mapper;

    /// @param thing   the name of the table
    /// @param columns what [Draft#columns] yields
    /// @param further what else is selected of the tables `t` and `v`
    /// @param mapper  reads a version: `<thing>_id`, `name`, `number`, `hash`, `definition` (null in lists), `created_by`,
    ///     `created_at`, the columns, and what else is selected
    public Versions(String thing, List<String> columns, List<String> further, RowMapper<T> mapper) {
        this.thing = thing;
        this.rows = new NamedRows(thing);
        this.columns = List.copyOf(columns);
        this.further = Stream.concat(columns.stream().map(each -> "v." + each), further.stream())
                .map(each -> ", " + each)
                .collect(Collectors.joining());
        this.mapper = mapper;
    }

    /// Makes the document the version in use: a new one, or the one that had the same content.
    ///
    /// @throws Fault.Conflict `stale`, if the writer asks for another revision than there is
    public Put<T> put(Handle handle, Caller caller, Draft draft, @Nullable String ifMatch) {
        var tenant = caller.tenant();
        var row = rows.hold(handle, tenant, draft.name());
        if (row.archived()) Revision.matchNone(ifMatch);
        else new Revision(row.version()).match(ifMatch);
        var known = versionOf(handle, tenant, row.id(), draft.hash());
        int version = known.isPresent() ? known.get() : append(handle, caller, row.id(), draft);
        if (!row.archived() && version == row.version()) {
            return new Put<>(version(handle, tenant, draft.name(), version).orElseThrow(), known.isEmpty(), false, null);
        }
        var before = version(handle, tenant, draft.name(), row.version()).orElse(null);
        rows.use(handle, tenant, row, version);
        return new Put<>(version(handle, tenant, draft.name(), version).orElseThrow(), known.isEmpty(), true, before);
    }

    /// The version in use.
    public Optional<T> current(Handle handle, TenantId tenant, String name) {
        return query(handle, whole() + NAMED + "t.version", tenant)
                .bind("name", name)
                .map(mapper)
                .findOne();
    }

    public Optional<T> version(Handle handle, TenantId tenant, String name, int version) {
        return query(handle, whole() + NAMED + ":version", tenant)
                .bind("name", name)
                .bind("version", version)
                .map(mapper)
                .findOne();
    }

    /// The document of a version, or of the one in use, as it was given.
    public Optional<StoredDocument> document(Handle handle, TenantId tenant, String name, @Nullable Integer version) {
        return query(
                        handle,
                        "select v.number, v.source, v.source_type" + NAMED
                                + "coalesce(cast(:version as integer), t.version)",
                        tenant)
                .bind("name", name)
                .bind("version", version)
                .map((row, context) -> new StoredDocument(
                        row.getInt("number"), Source.of(row.getString("source"), row.getString("source_type"))))
                .findOne();
    }

    /// The versions in use, by name.
    public Page<T> list(Handle handle, TenantId tenant, Filter filter, PageRequest page) {
        var rows = query(
                        handle,
                        brief() + FROM + """
                             and v.number = t.version and (t.archived_at is not null) = :archived and t.name > :after
                             and <filter>
                           order by t.tenant_id, t.name limit :rows
                        """,
                        tenant)
                .define("filter", filter.sql())
                .bindMap(filter.values())
                .bind("archived", filter.archived())
                .bind("after", page.after(Name::cursor).orElse(""))
                .bind("rows", page.rows())
                .map(mapper)
                .list();
        return Page.cut(rows, page, Numbered::name);
    }

    /// The versions under a name, the newest first.
    ///
    /// @throws Fault.NotFound if there is nothing of that name
    public Page<T> versions(Handle handle, TenantId tenant, String name, PageRequest page) {
        var before = page.after(Integer::parseInt);
        var rows = query(
                        handle,
                        brief() + FROM + """
                             and t.name = :name and t.archived_at is null and v.number < :before
                           order by v.tenant_id, v.<thing>_id, v.number desc limit :rows
                        """,
                        tenant)
                .bind("name", name)
                .bind("before", before.orElse(Integer.MAX_VALUE))
                .bind("rows", page.rows())
                .map(mapper)
                .list();
        if (rows.isEmpty() && before.isEmpty()) throw Fault.notFound();
        return Page.cut(rows, page, each -> Integer.toString(each.version()));
    }

    /// The rows of the names.
    public NamedRows rows() {
        return rows;
    }

    private int append(Handle handle, Caller caller, UUID id, Draft draft) {
        var insert = query(
                        handle,
                        """
                        insert into <thing>_version (tenant_id, <thing>_id, number, hash, definition, source, source_type,
                                                     created_by, <columns>)
                        select :tenant, :id, coalesce(max(number), 0) + 1, :hash, :definition, :source, :sourceType,
                               :by, <values>
                          from <thing>_version where tenant_id = :tenant and <thing>_id = :id
                        returning number
                        """,
                        caller.tenant())
                .define("columns", String.join(", ", columns))
                .define("values", columns.stream().map(each -> ":" + each).collect(Collectors.joining(", ")))
                .bind("id", id)
                .bind("hash", draft.hash())
                .bind("definition", draft.canonical())
                .bind("source", draft.source().text())
                .bind("sourceType", draft.source().format().word())
                .bind("by", caller.principal().label());
        draft.columns().forEach((column, value) -> {
            switch (value) {
                case Draft.Column.Text text -> insert.bind(column, text.value());
                case Draft.Column.Texts texts -> insert.bindArray(column, String.class, texts.values());
            }
        });
        return insert.mapTo(Integer.class).one();
    }

    private Optional<Integer> versionOf(Handle handle, TenantId tenant, UUID id, String hash) {
        return query(
                        handle,
                        """
                        select number from <thing>_version
                        where tenant_id = :tenant and <thing>_id = :id and hash = :hash
                        """,
                        tenant)
                .bind("id", id)
                .bind("hash", hash)
                .mapTo(Integer.class)
                .findOne();
    }

    private Query query(Handle handle, String sql, TenantId tenant) {
        return handle.createQuery(sql).define("thing", thing).bind("tenant", tenant);
    }

    private String whole() {
        return select("v.definition");
    }

    private String brief() {
        return select("null as definition");
    }

    private String select(String definition) {
        return "select t.name, v.<thing>_id, v.number, v.hash, %s, v.created_by, v.created_at%s"
                .formatted(definition, further);
    }

    /// Which of the names to list.
    ///
    /// @param sql a condition on the tables `t` and `v`
    public record Filter(boolean archived, String sql, Map<String, ?> values) {
        /// All that are not archived.
        public static final Filter NONE = new Filter(false, "true", Map.of());

        public Filter {
            values = Map.copyOf(values);
        }
    }

    /// The version that was put.
    ///
    /// @param created whether it is new
    /// @param moved   whether another one was in use before, or none
    /// @param before  the one that was, if it moved
    public record Put<T>(T version, boolean created, boolean moved, @Nullable T before) {}
}
