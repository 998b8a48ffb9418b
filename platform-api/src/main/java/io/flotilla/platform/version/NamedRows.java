package io.flotilla.platform.version;

import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.problem.Fault;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The rows of one kind of document, one a name: which version is in use, and whether the name is archived. Who writes a name
/// holds its row until the transaction ends, so that numbers have no gap and no repeat.
public final class NamedRows {
    private final String thing;

    NamedRows(String thing) {
        this.thing = thing;
    }

    /// The row of a name, locked; also an archived one.
    public Optional<Row> locked(Handle handle, TenantId tenant, String name) {
        return row(handle, tenant, name, " for update");
    }

    /// The row of a name that is not archived, locked.
    ///
    /// @throws Fault.NotFound if there is none
    public Row held(Handle handle, TenantId tenant, String name) {
        return locked(handle, tenant, name).filter(row -> !row.archived()).orElseThrow(Fault::notFound);
    }

    /// The row of a name that is not archived, as it is.
    public Optional<Row> present(Handle handle, TenantId tenant, String name) {
        return row(handle, tenant, name, "").filter(row -> !row.archived());
    }

    /// Takes a name out of the catalogue, or brings it back. Its versions stay: past invocations ran with them.
    public void archive(Handle handle, TenantId tenant, Row row, boolean archived) {
        handle.createUpdate("""
                        update <thing> set archived_at = case when :archived then now() end, updated_at = now()
                        where tenant_id = :tenant and id = :id
                        """)
                .define("thing", thing)
                .bind("archived", archived)
                .bind("tenant", tenant)
                .bind("id", row.id())
                .execute();
    }

    /// The row of a name, locked; made as an archived one if there was none, which the transaction fills or drops.
    Row hold(Handle handle, TenantId tenant, String name) {
        handle.createUpdate("""
                        insert into <thing> (tenant_id, name, version, archived_at) values (:tenant, :name, 0, now())
                        on conflict (tenant_id, name) do nothing
                        """)
                .define("thing", thing)
                .bind("tenant", tenant)
                .bind("name", name)
                .execute();
        return locked(handle, tenant, name).orElseThrow();
    }

    /// Makes a version the one in use.
    void use(Handle handle, TenantId tenant, Row row, int version) {
        handle.createUpdate("""
                        update <thing> set version = :version, archived_at = null, updated_at = now()
                        where tenant_id = :tenant and id = :id
                        """)
                .define("thing", thing)
                .bind("version", version)
                .bind("tenant", tenant)
                .bind("id", row.id())
                .execute();
    }

    private Optional<Row> row(Handle handle, TenantId tenant, String name, String lock) {
        return handle.createQuery("""
                        select id, version, archived_at is not null as archived from <thing>
                        where tenant_id = :tenant and name = :name
                        """ + lock)
                .define("thing", thing)
                .bind("tenant", tenant)
                .bind("name", name)
                .map((row, context) -> new Row(
                        row.getObject("id", UUID.class), row.getInt("version"), row.getBoolean("archived")))
                .findOne();
    }

    /// What a writer needs to know of a name.
    public record Row(UUID id, int version, boolean archived) {}
}
